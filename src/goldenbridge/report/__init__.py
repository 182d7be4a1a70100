"""From figures to words, tables and charts: what people read."""

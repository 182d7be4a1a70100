"""Search: one interface over SQLite FTS5 and PostgreSQL full text.

Owns SearchEntry and the page /search/.
"""

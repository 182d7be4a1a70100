"""Writes the pages that say what the code says, and the README's picture."""

"""Links: preview cards of outside articles, fetched in the background.

Owns LinkCard.
"""

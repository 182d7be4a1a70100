"""Atom feeds: all posts, one post's replies, one conflict's posts. No tables."""

"""Replies: text and the key of the reply they answer; the tree is built in Python.

Owns Reply (with history) and the reply form of a post page.
"""

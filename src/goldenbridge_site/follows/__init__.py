"""Follows: who wants to hear of answers to a post, a reply or in a conflict, and how often.

Owns Follow, Visitor and the addresses to follow and to stop.
"""

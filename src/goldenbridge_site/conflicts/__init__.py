"""Conflicts: a title, a paragraph, a knowledge date and the name of a scenario.

Owns Conflict and the pages under /conflicts/.
"""

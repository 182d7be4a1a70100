"""Packages of terms: from issues and levels to the settlements a game is played over.

`issues` holds the terms in numbers, `enumerate` numbers the packages, `values` says what each is
worth and how it looks, `merge` lists them or, where they are many, merges them issue by issue.
"""

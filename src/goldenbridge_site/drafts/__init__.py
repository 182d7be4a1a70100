"""Drafts: what a member is writing, one row per opened form, never shared between tabs.

Owns Draft and the address scripts save drafts to.
"""

"""Moderation: rules, reports, decisions (the audit log), appeals and private notes.

Owns Rule, Report, Decision, Appeal, MemberNote and the pages under /moderation/.
"""

"""Limits: how often somebody may do something, as token buckets in the database.

Owns Bucket.
"""

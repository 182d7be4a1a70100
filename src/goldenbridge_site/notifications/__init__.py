"""Notifications: what the site tells a member on its own pages, and each member's choices.

Owns Notification, Preference and the pages /notifications/ and /account/notifications/.
"""

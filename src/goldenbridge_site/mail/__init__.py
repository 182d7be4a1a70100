"""Mail: the outbox, the one place from which mail leaves the site.

Owns OutboxMail and DeadAddress. A row is unique per (event, recipient) and is written in the
transaction of what it tells of.
"""

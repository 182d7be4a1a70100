"""The discussion site: conflicts, posts, replies, members and e-mail.

One small app per noun. Each app's package docstring says what it owns. Four homes are shared:

- `permissions`: who may do what, and nothing about it anywhere else
- `markdown`: the one way from a member's Markdown to HTML
- `events`: what happened, told inside the transaction in which it happened
- `config`: settings, addresses and logs

Only `runs.engine` imports the engine.
"""

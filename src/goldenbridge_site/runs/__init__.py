"""Runs: what the engine computed for a conflict, kept so that a page need not wait.

Owns Picture. Only `runs.engine` imports the engine.
"""

"""Measurements with a question each; `make bench` runs them and writes results.json.

A module with a function `measure`, which yields `Figure`s, is a measurement. It runs in a process
of its own, so that none pays for what another has loaded.
"""

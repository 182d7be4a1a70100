"""Running a site: starting and watching it, backing it up, restoring, upgrading, checking.

Plain functions for the command line. Modules here import Django only after `start.set_up` has
put the operator's choices into the environment.
"""

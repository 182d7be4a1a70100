"""Argon2 with the least work it accepts, for tests only."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CheapArgon2(Argon2PasswordHasher):
    """The same algorithm and format as in production."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1

"""Compiled arithmetic, a formula each: numbers in, numbers out.

Nothing compiles at import; compiled code is cached on disk. Strict IEEE arithmetic throughout, so
that numbers repeat across machines.
"""

from numba import njit

compiled = njit(cache=True, error_model="numpy", boundscheck=None)

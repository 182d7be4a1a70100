"""Questions about packages, asked of a solved and forecast conflict.

`ground` holds the conflict, `acceptance` is the one home of "would sign"; everything else about
packages asks these two.
"""

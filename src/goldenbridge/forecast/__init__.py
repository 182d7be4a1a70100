"""The forward sweep of a solved game, and the figures that people read from it."""

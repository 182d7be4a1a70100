"""The game: a conflict in bare numbers, and its arrays."""

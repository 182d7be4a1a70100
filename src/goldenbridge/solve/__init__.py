"""The backward sweep over a game: what everybody expects, and which deals are struck."""

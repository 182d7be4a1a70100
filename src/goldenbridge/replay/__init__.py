"""Single histories of a solved war, drawn by chance; many of them agree with the forecast."""

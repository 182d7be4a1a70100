"""The frame: home, information pages, errors, the theme, health, template components."""

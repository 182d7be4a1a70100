"""Settings, addresses, logs and the two ways the site can run: local and public."""

"""Settings, addresses and the command line: the only layer that knows every app."""

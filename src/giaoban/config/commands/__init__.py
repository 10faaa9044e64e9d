"""The commands that concern the installation as a whole; those of an app stand in the app's `cli.py`."""

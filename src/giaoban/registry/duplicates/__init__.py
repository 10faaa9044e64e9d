"""Persons who stand twice: found, put side by side, merged and, where it was wrong, parted again."""

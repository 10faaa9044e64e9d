"""Meetings, conclusions, the tasks they become, and what answers them."""

"""Every write of resources."""

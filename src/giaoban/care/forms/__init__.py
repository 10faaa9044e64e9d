"""Parsing what is sent, nothing else."""

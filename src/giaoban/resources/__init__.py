"""Stations, teams, beds, vehicles and the ledger of what is counted: who and what care is given with."""

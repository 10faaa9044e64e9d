"""Nouns of what there is to give: people, duty, vehicles, beds, stock, and what is proposed about them."""

from giaoban.resources.models.beds import BedCount, BedGroup, BedQuota, Tier
from giaoban.resources.models.ledger import Account, Item, Movement, Transfer
from giaoban.resources.models.proposals import Proposal, ProposalLine
from giaoban.resources.models.staff import Profession, Shift, Staff, StaffPosting, StationArea
from giaoban.resources.models.vehicles import Trip, Vehicle

__all__ = [
    "Account", "BedCount", "BedGroup", "BedQuota", "Item", "Movement", "Profession", "Proposal",
    "ProposalLine", "Shift", "Staff", "StaffPosting", "StationArea", "Tier", "Transfer", "Trip", "Vehicle",
]  # fmt: skip

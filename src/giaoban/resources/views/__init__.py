"""Pages of what there is to give: shelves, proposals, staff, rosters, vehicles, quotas of beds."""

"""Administrative units, facilities, populations and announced levels: all dated."""

"""Saved export layouts: our records under somebody else's headings, in their order and their words.

The words are those of an import mapping (`intake.mapping`) read the other way round, so that what went out by
a layout comes in again by its mapping.
"""

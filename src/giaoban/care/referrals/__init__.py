"""From one who cannot treat a patient to one who can: asked, accepted, on the way, arrived."""

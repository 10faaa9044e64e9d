"""What every layer may use: errors, text, clock, formats, sealing, bulk writing, audit."""

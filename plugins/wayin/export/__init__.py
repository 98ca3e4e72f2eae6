"""Everything the notes say, for other programs."""

"""Who each source and each mention is."""

"""Whether something is put forward as so, and how surely."""

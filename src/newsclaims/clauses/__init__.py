"""Who does what to whom, when and where."""

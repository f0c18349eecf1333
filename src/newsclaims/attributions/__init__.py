"""Who is said to say what, as printed; and quotes."""

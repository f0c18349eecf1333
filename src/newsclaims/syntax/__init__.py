"""The dependency tree of an article, and what it says of each word."""

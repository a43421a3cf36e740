"""Session state besides widgets, hidden parts of a page, and one render at a time."""

"""What a visit remembers beside its widgets, what it hides, and when it is its turn to render."""

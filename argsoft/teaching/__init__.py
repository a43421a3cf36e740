"""Lessons, questions, a worksheet and a handout for class, with all their words."""

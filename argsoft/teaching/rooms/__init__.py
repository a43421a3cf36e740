"""Rooms in which a class votes: what a room is, its code, and where rooms are kept."""

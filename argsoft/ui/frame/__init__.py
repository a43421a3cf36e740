"""The frame of every page: menu, heading, footer, sharing and projector view."""

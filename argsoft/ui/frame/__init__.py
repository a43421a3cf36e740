"""What stands around every page: menu and heading, foot, sharing, projector view."""

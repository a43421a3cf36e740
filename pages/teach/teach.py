"""Take it to class."""

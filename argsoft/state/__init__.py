"""What a visitor can set, the pages where it is set, and the links that hold it."""

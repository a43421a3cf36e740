"""Everything that a visitor can set, the pages that set it, and the links that hold it."""

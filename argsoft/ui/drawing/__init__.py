"""Charts, sentences, and other elements that several pages show."""

"""What is said on screen, in plain sentences: a file a page, and what they share beside them.

Numbers here are rounded for reading. Percentages are rounded so that they add up to 100, and tied
classes share one number, so that a tie never reads as a difference.
"""

"""What is said on screen, in plain sentences: a file a page, and what they share beside them.

Numbers here are rounded for reading. A percentage has the same digits as the probability on its
bar, so percentages need not add up to 100.
"""

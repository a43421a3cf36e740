"""The words on screen: one module a page, and the modules that they share.

Numbers here are rounded for reading. A percentage has the same digits as the probability on its
bar, so percentages need not add up to 100.
"""

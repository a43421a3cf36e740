"""Argmax and softmax of three logits: the tested mathematics behind every page of the app.

Import each name from its module, for example ``from argsoft.softmax import softmax``. Nothing is
re-exported here: a function would hide the module of the same name.
"""

"""Argmax and softmax of three logits: the tested core that drives every page of the app.

Import each name from its module, for example ``from argsoft.softmax import softmax``. Nothing is
re-exported here, since a re-exported function would hide the module of the same name.
"""

"""Baseline for load tests: three sliders and two charts, in plain Streamlit."""

import math

import plotly.graph_objects as go
import streamlit as st

NAMES = ("setosa", "versicolor", "virginica")
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}

logits = [
    st.slider(name, -5.0, 5.0, value, 0.01, key=name)
    for name, value in zip(NAMES, (1.43, -0.40, 0.23), strict=True)
]
exponentials = [math.exp(each) for each in logits]
shares = [each / sum(exponentials) for each in exponentials]
winner = [float(place == logits.index(max(logits))) for place in range(len(logits))]
for name, heights in (("argmax", winner), ("softmax", shares)):
    figure = go.Figure(go.Bar(x=NAMES, y=heights))
    st.plotly_chart(figure, key=f"chart_{name}", theme=None, config=CONFIG)

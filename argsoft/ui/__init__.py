"""The user interface; no other part of the package imports Streamlit."""

"""Alerts: what a person has to decide, the decisions of two, and what is remembered of them."""

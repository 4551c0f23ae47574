"""Who may come in: roles, API keys, bearer tokens of an identity provider, limits of rate.

This room knows no HTTP: it is handed credentials and answers with an actor or with a refusal.
"""

"""Who may come in: roles, API keys, bearer tokens of an identity provider, limits of rate.

Nothing here knows HTTP: credentials come in, an actor or a refusal goes out.
"""

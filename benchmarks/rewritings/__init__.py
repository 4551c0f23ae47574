"""Ways in which trade documents, payment messages and evaders write a name, each a small function of its own."""

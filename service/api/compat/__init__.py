"""APIs of other programs, so that their clients work here: each in a package of its own, with schemas of its own."""

"""The nouns of jarchi: frozen values that every room speaks in, without I/O, clock or randomness."""

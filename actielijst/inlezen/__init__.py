"""A pMIEK list from outside: recognised, compared, asked about, and only then stored."""

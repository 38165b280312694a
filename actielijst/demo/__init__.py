"""The demonstration: real facts from `fixtures/demo`, and examples that are marked as such."""

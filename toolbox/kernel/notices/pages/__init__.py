"""The pages on which bells are given, tried and taken away."""

"""What members do with their circles. Each opens, decides by a rule, and writes in one transaction."""

"""What is done: each act is one transaction."""

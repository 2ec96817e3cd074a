"""Link checks: asking every resource's address now and then, and what a page may say about the answers."""

"""Making a public page, and the page itself."""

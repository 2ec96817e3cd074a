"""Keys, sealed records and sealed files. Knows nothing of what is inside them."""

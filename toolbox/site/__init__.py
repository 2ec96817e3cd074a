"""What composes the house: settings, addresses, the front pages and the command line."""

"""How every page looks, reads and behaves."""

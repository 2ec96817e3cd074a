"""Days of destruction, legal stops, and the sweep that destroys what is due."""

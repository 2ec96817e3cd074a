"""Stories of people who ask, offer, call and carry."""

"""The floor of the house: what every tool stands on."""

"""What we promise in figures, measured. Each folder holds one subject and gives its figures."""

"""What an ordinary Django site would have instead: who is where, and every row in the open."""

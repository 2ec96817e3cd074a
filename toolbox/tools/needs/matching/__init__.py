"""Which offer fits which ask: what makes a pair possible, what it costs, and who does what so that most is done."""

"""Questions, sealed envelopes, receipts and answers: strangers and circles, both ways."""

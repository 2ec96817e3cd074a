"""What happens to asks and offers. Pure: records in, records out; clock, ids and the board are passed in."""

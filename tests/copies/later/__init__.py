"""A room that a later version of the toolbox has: one table, which a restore closes, and one that is never copied."""

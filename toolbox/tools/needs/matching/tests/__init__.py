"""Tests of matching: against every possibility where there are few, and against another solver where there are many."""

"""Tests of HSDS, out and in."""

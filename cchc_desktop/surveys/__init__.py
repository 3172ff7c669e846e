"""Ballots of a survey, read from a table and counted."""

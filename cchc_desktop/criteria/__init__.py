"""Criteria sets as files: which ones ship, and how one is read."""

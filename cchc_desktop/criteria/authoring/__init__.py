"""The Excel table in which a province's officers write a criteria set, and back."""

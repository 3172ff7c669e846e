"""Evidence files as they come from the officer's disk: read safely, told apart by content."""

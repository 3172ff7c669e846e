"""What a person can ask for: one function each, the same for the window and the command line."""

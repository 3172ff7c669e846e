"""One file for each subject; every command parses, calls one operation, and prints."""

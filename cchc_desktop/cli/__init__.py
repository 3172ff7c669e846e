"""The command line ``cchc``; its names and shapes are a contract (docs/command-line.md)."""

"""Files that appear whole or not at all; standard library only, used by every layer above."""

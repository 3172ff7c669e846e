"""Values and rules of the self-assessment; standard library only, no file, clock, SQL or Qt."""

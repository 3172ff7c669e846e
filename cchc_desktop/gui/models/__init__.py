"""Item models: plain values in, rows and roles out."""

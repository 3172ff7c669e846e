"""Small widgets: they take values and emit what the person did."""

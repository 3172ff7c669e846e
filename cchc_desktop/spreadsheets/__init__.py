"""Tables of other programs: bounded reading of .xlsx and .csv, and sheets made for officers."""

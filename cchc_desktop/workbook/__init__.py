"""The workbook: one unit and one year in one SQLite file (`*.cchc`); the only home of SQLite."""

"""The dossier: report, score table, index and evidence in one PDF with the data inside."""

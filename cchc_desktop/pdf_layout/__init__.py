"""How an official paper looks: fonts, page frames, header, tables, signature block (reportlab)."""

"""Registers as Excel tables: template, export, import."""

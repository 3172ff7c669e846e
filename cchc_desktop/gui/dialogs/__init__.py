"""Dialogs: each asks one thing and is freed when closed."""

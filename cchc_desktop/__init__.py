"""CCHC Desktop: self-assessment of administrative reform, from answers to a signed dossier."""

__version__ = "0.1.0"

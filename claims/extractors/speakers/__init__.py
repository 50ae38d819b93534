"""Who is behind the words that a statement is attributed to: "he" is Ahmed, "the ministry" the Ministry of Health."""

from claims.extractors.speakers.chains import Resolution, resolve

__all__ = ["Resolution", "resolve"]

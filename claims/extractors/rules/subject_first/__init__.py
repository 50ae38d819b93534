"""The frames of a language whose subject stands before its verb (English)."""

from claims.extractors.rules.subject_first import according, frames, noun_cues

RULES = (according.statements_in, frames.statements_in, noun_cues.statements_in)
"""Each looks at one sentence."""

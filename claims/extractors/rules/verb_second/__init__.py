"""The frames of a language whose finite verb comes second (German)."""

from claims.extractors.rules.verb_second import according, frames

RULES = (according.statements_in, frames.statements_in)
"""Each looks at one sentence."""

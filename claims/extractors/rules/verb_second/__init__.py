"""The frames of a language whose finite verb comes second (German)."""

from claims.extractors.rules.verb_second import according, colons, frames, nouns_of_saying

RULES = (according.statements_in, frames.statements_in, nouns_of_saying.statements_in, colons.statements_in)
"""Each looks at one sentence."""

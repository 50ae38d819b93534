"""Can it be checked? What the wording of a statement suggests, by rules that people can read and a small model; a person decides."""

from claims.triage.schemes import DEFAULT_SCHEME, scheme_names
from claims.triage.suggesting import Cue, Suggestion, suggest, sureness, version

__all__ = ["DEFAULT_SCHEME", "Cue", "Suggestion", "scheme_names", "suggest", "sureness", "version"]

"""The schemes of labels in which research marks whether a sentence can be checked, and how they compare with one another."""

from typing import NamedTuple


class Scheme(NamedTuple):
    """One set of labels."""

    name: str
    labels: tuple[str, ...]
    factual: frozenset[str]
    """The labels of what can be checked; empty where the labels say something else."""
    worthy: frozenset[str]
    """The labels of what is worth checking; empty where the labels say something else."""

    @property
    def sought(self) -> frozenset[str]:
        """The labels whose probability is the score: what is worth checking, else what can be checked."""
        return self.worthy or self.factual


def _scheme(name: str, labels: str, factual: str = "", worthy: str = "") -> Scheme:
    return Scheme(name, tuple(labels.split()), frozenset(factual.split()), frozenset(worthy.split()))


_PARK = "verifiable_nonexperiential verifiable_experiential"
SCHEMES = {
    scheme.name: scheme
    for scheme in (
        _scheme("claimbuster", "NFS UFS CFS", "UFS CFS", "CFS"),  # Arslan, Hassan, Li and Tremayne 2020
        _scheme("policlaim", "not_verifiable verifiable", "verifiable"),  # Ni et al. 2024
        _scheme("regroom", f"unverifiable {_PARK}", _PARK),  # Park and Cardie 2014
        _scheme("cmv", f"unverifiable {_PARK} nonargument", _PARK),  # Meffert et al. 2022
        _scheme("ct22claim", "no_claim claim", "claim"),  # CheckThat! 2022, task 1B
        _scheme("ct22worth", "not_checkworthy checkworthy", worthy="checkworthy"),  # CheckThat! 2022, task 1A
        _scheme("ct20debates", "not_checkworthy checkworthy", worthy="checkworthy"),  # CheckThat! 2020, task 5
    )
}
"""The schemes of the corpora, by name."""
GENERAL, WORTH = "general", "worth"
"""Heads that all corpora teach together: can it be checked, is it worth checking?"""
GENERAL_SCHEMES = {
    GENERAL: _scheme(GENERAL, "not_verifiable verifiable", "verifiable"),
    WORTH: _scheme(WORTH, "not_checkworthy checkworthy", worthy="checkworthy"),
}
DEFAULT_SCHEME = GENERAL


def scheme_names() -> tuple[str, ...]:
    """List every scheme, the general ones first."""
    return (*GENERAL_SCHEMES, *SCHEMES)


def scheme_of(name: str) -> Scheme:
    """Return a scheme by its name."""
    return GENERAL_SCHEMES.get(name) or SCHEMES[name]

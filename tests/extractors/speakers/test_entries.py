"""What a source comes to beside its name: role, affiliation, words as printed, medium, platform, stance, reason of anonymity."""

import pytest
from extractors.speakers.marked import first, read_marked, resolutions

from claims.extractors.speakers import resolve
from claims.models import ClaimEntry
from claims.vocabularies import Medium, Quotation, SourceType, Stance

ROLES = {
    "before the name": ("{s1 Wheat trader Ann Vale} {q1 said} {c1 it rained}.", "Wheat trader"),
    "behind the name": ("{s1 Ann Vale, head of the dairy in Marl,} {q1 said} {c1 it rained}.", "head of the dairy in Marl"),
    "with a rank": ("{s1 Gen. Ann Vale, chief of staff,} {q1 said} {c1 it rained}.", "chief of staff"),
    "a rank alone": ("{s1 Sen. Ann Vale} {q1 said} {c1 it rained}.", "Sen."),
    "two words of a title": ("{s1 Trade Minister Ann Vale} {q1 said} {c1 it rained}.", "Trade Minister"),
    "before a comma": ("{s1 The head of the dairy, Ann Vale,} {q1 said} {c1 it rained}.", "head of the dairy"),
    "printed elsewhere": ("Ann Vale, a miller, spoke first. {s1 Vale} {q1 said} {c1 it rained}.", "miller"),
    "no role": ("{s1 Ann Vale} {q1 said} {c1 it rained}.", None),
    "an honorific is none": ("{s1 Mrs. Vale} {q1 said} {c1 it rained}.", None),
    "of a spokeswoman": ("{s1 A spokeswoman for the Marl Dairy} {q1 said} {c1 it rained}.", "spokeswoman"),
}
WAYS = {
    "statement on a platform": ("{s1 Ann Vale} {q1 said in a statement posted on X} {c1 that it rained}.", Medium.STATEMENT, "X"),
    "post": ("{s1 Ann Vale} {q1 wrote on LinkedIn} {c1 that it rained}.", Medium.SOCIAL_POST, "LinkedIn"),
    "tweet": ("{s1 Ann Vale} {q1 tweeted} {c1 that it rained}.", Medium.SOCIAL_POST, "X"),
    "interview": ("{s1 Ann Vale} {q1 said in an interview} {c1 that it rained}.", Medium.INTERVIEW, None),
    "the outlet was told": ("{s1 Ann Vale} {q1 told} Marlpost {c1 that it rained}.", Medium.INTERVIEW, None),
    "reporters were told": ("{s1 Ann Vale} {q1 told} reporters {c1 that it rained}.", Medium.BRIEFING, None),
    "speech": ("{s1 Ann Vale} {q1 said} in a speech {c1 that it rained}.", Medium.SPEECH, None),
    "court": ("{s1 Ann Vale} {q1 told} the court {c1 that it rained}.", Medium.RECORD, None),
    "report": ("{s1 A report by the dairy} {q1 says} {c1 that it rained}.", Medium.REPORT, None),
    "an answer": ("Did it rain?\n\n{s1 Vale}{q1 :} {c1 It did.}", Medium.INTERVIEW, None),
    "she goes on": ("{s1 Ann Vale} {q1 told} Marlpost {c1 it rained}. {c2 It stopped}, {s2 she} {q2 said}.", Medium.INTERVIEW, None),
    "unsaid": ("{s1 Ann Vale} {q1 said} {c1 it rained in the court}.", None, None),
}
STANCES = {
    "said": Stance.AFFIRMS,
    "denied": Stance.DENIES,
    "has rejected": Stance.DENIES,
    "ruled": Stance.AFFIRMS,
    "ruled out": Stance.DENIES,
    "did not deny": Stance.HEDGES,
    "could not rule out": Stance.HEDGES,
    "doubts": Stance.HEDGES,
    "questioned whether": Stance.HEDGES,
}


@pytest.mark.parametrize(("marked", "role"), ROLES.values(), ids=ROLES)
def test_the_role_is_kept_as_printed_and_out_of_the_name(marked: str, role: str | None) -> None:
    entry = first(marked)
    assert entry.role_text == role
    assert entry.speaker in {"Ann Vale", "Vale", "Marl Dairy"}


@pytest.mark.parametrize(("marked", "medium", "platform"), WAYS.values(), ids=WAYS)
def test_the_way_is_told_by_the_cue_and_the_words_behind_it(marked: str, medium: Medium | None, platform: str | None) -> None:
    entry = first(marked)
    assert (entry.medium, entry.platform) == (medium, platform)


@pytest.mark.parametrize(("cue", "stance"), STANCES.items())
def test_the_stance_is_told_by_the_cue(cue: str, stance: Stance) -> None:
    assert first(f"{{s1 Ann Vale}} {{q1 {cue}}} {{c1 that it rained}}.").stance is stance


def test_the_words_are_kept_as_printed_on_one_line() -> None:
    entry = first("{s1 Ann\nVale} {q1 has\nsaid} {c1 it rained}.")
    assert (entry.source_text, entry.cue) == ("Ann Vale", "has said")


def test_the_organisation_in_the_role_is_the_affiliation() -> None:
    assert first("{s1 Marl Dairy Board director Ann Vale} {q1 said} {c1 it rained}.").affiliation == "Marl Dairy Board"


def test_the_reason_why_a_name_is_withheld_is_kept() -> None:
    entry = first("{s1 A clerk who asked not to be named because she feared for her job} {q1 said} {c1 it rained}.")
    assert entry.source_type is SourceType.ANONYMOUS
    assert entry.anonymity_reason == "because she feared for her job"


def test_the_own_outlet_is_no_hop() -> None:
    marked = "{s1 Ann Vale} {q1 told} the Marl Gazette {c1 that it rained}."
    assert first(marked, outlet="Marl Gazette").medium is Medium.INTERVIEW
    assert [one.hop for one in resolutions(marked, outlet="Marl Gazette")[0].chain] == [0]
    assert [one.hop for one in resolutions(marked)[0].chain] == [0, 1]


def test_a_pronoun_with_two_who_fit_lowers_the_confidence_and_says_so() -> None:
    sure, unsure = (
        resolutions("{s1 Tom Vale} {q1 said} {c1 it rained}. {c2 It poured}, {s2 he} {q2 said}.")[1],
        resolutions("Tom Vale met Ben Orr. Ben Orr laughed. Tom Vale wept. {c1 It poured}, {s1 he} {q1 said}.")[0],
    )
    assert unsure.confidence < sure.confidence
    assert "would fit too" in unsure.because
    assert sure.because == "'he' read as Tom Vale, who spoke last"


def test_own_voice_has_no_chain() -> None:
    article, findings = read_marked("{c1 It rained}.")
    own = [finding.__class__(finding.content, (), (), Quotation.OWN_VOICE, 0.9, "") for finding in findings]
    assert [one.chain for one in resolve(article, own)] == [()]


def test_a_chain_makes_a_claim_that_the_store_takes() -> None:
    article, findings = read_marked("{s1 Ann Vale and a clerk} {q1 told} the Marl Gazette {c1 that it rained in Marl}.")
    (resolution,) = resolve(article, findings)
    entry = ClaimEntry(document="d0000000000000000", statement="It rained in Marl on that day.", attributions=resolution.chain)
    assert [(one.hop, one.seq) for one in entry.attributions] == [(0, 0), (0, 1), (1, 0)]

"""The page about the method: every term with its definition and an example, how the tracker works, what it refuses to compute."""

from dataclasses import dataclass
from typing import Any

from claims.site.display import web_address
from claims.site.page import Asked, Page, Row, Shown
from claims.vocabularies import VOCABULARIES

EXAMPLES: dict[tuple[str, str], str] = {
    ("verifiability", "verifiable"): "The bridge was closed on 3 May 2026.",
    ("verifiability", "not_yet"): "The bridge will open again in 2030.",
    ("verifiability", "evidence_not_public"): "The sealed contract names a price of two million.",
    ("verifiability", "too_vague"): "Many bridges are in a bad state.",
    ("verifiability", "not_checkable"): "The bridge is a shame for the town.",
    ("reason", "public_record"): "The council voted by 9 to 4 for the repair. (Its minutes are public.)",
    ("reason", "public_data"): "3,100 vehicles cross the bridge a day. (The road office publishes its counts.)",
    ("reason", "footage_or_imagery"): "The barrier stood open at noon. (A camera films it.)",
    ("reason", "named_witness"): "The lorry stopped on the bridge. (The driver is named, and can be asked.)",
    ("reason", "published_document"): "The report counts 60 loose bolts. (The report is published.)",
    ("reason", "prediction"): "Traffic will double by 2035.",
    ("reason", "promise"): "The town will pay for a ferry until the bridge opens.",
    ("reason", "ongoing_event"): "The repair stays within its budget. (It is still going on.)",
    ("reason", "awaiting_release"): "Fewer people crossed in 2026. (The count comes out in March.)",
    ("reason", "classified"): "The army moved its depot across the river.",
    ("reason", "private_experience"): "The bridge trembled when she walked over it.",
    ("reason", "anonymous_source_only"): "Only one company made an offer. (Said by an official whose name is withheld.)",
    ("reason", "restricted_access"): "The offers lie unopened in the town hall.",
    ("reason", "proprietary_data"): "The company’s load tests showed a reserve of 40 percent.",  # noqa: RUF001
    ("reason", "unnamed_authority"): "Experts are worried about the bridge.",
    ("reason", "vague_quantity"): "Plenty of drivers ignore the weight limit.",
    ("reason", "vague_time_place"): "The bridge used to be closed more often around here.",
    ("reason", "undefined_term"): "The majority for the repair was narrow.",
    ("reason", "compound"): "The bridge is old, dear to repair, and closed every winter.",
    ("reason", "opinion"): "The old bridge looks better than the new one.",
    ("reason", "value_judgement"): "The repair is money well spent.",
    ("reason", "inner_state"): "The mayor fears for her office.",
    ("reason", "normative"): "The council should close the bridge to lorries.",
    ("reason", "hyperbole"): "It takes for ever to cross that bridge.",
    ("reason", "rhetorical"): "The plan is a drop in the ocean.",
    ("verdict", "true"): "It was closed on 3 May, as the council’s notice says.",  # noqa: RUF001
    ("verdict", "mostly_true"): "It was closed for eleven days, said as “about ten”.",
    ("verdict", "mixed"): "It was closed in May, as claimed; not in June, as claimed too.",
    (
        "verdict",
        "mostly_false",
    ): "It is inspected now and then, said as “every year”.",
    ("verdict", "false"): "The vote was 9 to 4, said as 8 to 5.",
    ("verdict", "misleading"): "“Closed eleven times”: each time for an hour, at night.",
    ("verdict", "unproven"): "The register of those years was lost.",
    ("confirmation", "as_reported"): "The article quotes the mayor; nobody has looked further.",
    ("confirmation", "origin_seen"): "We hold the post that the article quotes.",
    ("confirmation", "corroborated"): "Another reporter who was in the room heard the same.",
    ("confirmation", "disputed"): "Her office says that she never said so.",
    ("confirmation", "not_found"): "The article quotes a post; no such post was found.",
    ("source_type", "named_person"): "“... said Ann Example, the mayor.”",
    ("source_type", "named_organisation"): "“... the council announced.”",
    ("source_type", "document"): "“... according to the minutes.”",
    ("source_type", "unnamed_person"): "“... said a lorry driver.”",
    ("source_type", "unnamed_group"): "“Experts stress that ...”",
    ("source_type", "anonymous"): "“... said an official, who asked not to be named.”",
    ("source_type", "unstated"): "“It is said that ...”",
    ("quotation", "direct"): "“The bridge is safe,” said the mayor.",
    ("quotation", "indirect"): "The mayor said that the bridge was safe.",
    ("quotation", "mixed"): "The mayor called the bridge “safe as a house”.",
    ("quotation", "own_voice"): "The bridge is safe.",
    ("stance", "affirms"): "She said that it was closed.",
    ("stance", "hedges"): "She could not rule out that it was closed.",
    ("stance", "denies"): "She denied that it was closed.",
    ("evidence_stance", "supports"): "The notice of the closure.",
    ("evidence_stance", "refutes"): "A photograph of traffic on that day.",
    ("evidence_stance", "context"): "A list of all closures since 2019.",
    ("relation", "same_as"): "“It was shut on 3 May 2026” and “It was closed on 3 May 2026”.",
    ("relation", "contradicts"): "“The vote was 9 to 4” and “The vote was 8 to 5”.",
    ("relation", "supports"): "“The council published a notice of closure” supports “It was closed”.",
    ("relation", "narrows"): "“It was closed to lorries” narrows “It was closed”.",
    ("relation", "corrects"): "“In fact it was closed on 4 May”, printed the day after.",
}
"""Invented and short, by vocabulary and term. Every status and every reason has one."""

FIRST = ("source_type", "quotation", "stance", "confirmation", "verifiability", "reason", "verdict", "reliability", "credibility")
"""The vocabularies that a reader meets first; the others follow in their own order."""


@dataclass(frozen=True)
class Vocabulary:
    """A vocabulary as the page shows it."""

    name: str
    title: str
    meaning: str
    terms: list[Row]


async def show(asked: Asked) -> Shown:
    """Show how the tracker works."""
    answers = await asked.answers()
    terms = [{**row, "example": EXAMPLES.get((row["vocabulary"], row["term"]), "")} for row in answers["terms"]]
    metadata = await asked.datasette.get_instance_metadata()
    return Shown(
        title="Method",
        answers={"terms": terms},
        main="terms",
        description="What the terms mean, how claims are assessed and reviewed, how to have an error corrected, and what is not computed.",
        context={"vocabularies": vocabularies(terms), "contact": contact(metadata)},
    )


def vocabularies(terms: list[Row]) -> list[Vocabulary]:
    """Group terms by vocabulary, those that a reader meets first at the top."""
    order = [*FIRST, *(name for name in VOCABULARIES if name not in FIRST)]
    found = []
    for name in order:
        own = [row for row in terms if row["vocabulary"] == name]
        found.append(Vocabulary(name, name.replace("_", " ").capitalize(), (VOCABULARIES[name].__doc__ or "").strip(), own))
    return found


def contact(metadata: dict[str, Any]) -> dict[str, str]:
    """Return whom to write to: what the metadata say about the newsroom; empty where words in brackets still wait to be replaced."""
    found = {}
    for name in ("about", "source"):
        words = str(metadata.get(name) or "").strip()
        if words and not (words.startswith("[") and words.endswith("]")):
            found[name] = words
            found[f"{name}_url"] = web_address(metadata.get(f"{name}_url"))
    return found


PAGE = Page("method", r"/method", show)

"""Every closed list of terms, each term with the label and the definition that people are shown.

Keys are for ever: they stand in databases, exports and URLs. A label or a definition may be reworded.
"""

from enum import StrEnum
from typing import NamedTuple, Self


class Term(StrEnum):
    """A term of a vocabulary: its key is its value."""

    label: str
    definition: str

    def __new__(cls, key: str, label: str = "", definition: str = "") -> Self:
        """Attach label and definition to the key."""
        term = str.__new__(cls, key)
        term._value_ = key
        term.label = label
        term.definition = definition
        return term


class Verifiability(Term):
    """Can it be checked? An assessment of the wording, before any research."""

    VERIFIABLE = (
        "verifiable",
        "Verifiable",
        "Factual and concrete, and evidence that could settle it is within the public's reach.",
    )
    NOT_YET = (
        "not_yet",
        "Not yet",
        "Factual, but about what has not happened or cannot be observed yet; it names the day to look again.",
    )
    EVIDENCE_NOT_PUBLIC = (
        "evidence_not_public",
        "Evidence not public",
        "Factual and concrete, but the deciding evidence is closed; somebody with access could check.",
    )
    TOO_VAGUE = (
        "too_vague",
        "Too vague",
        "Factual in form, but lacks who, what, where, when or how many; a clearer wording could be checked.",
    )
    NOT_CHECKABLE = ("not_checkable", "Not checkable", "No evidence could settle it.")


UNASSESSED = ("unassessed", "Unassessed", "Nobody has assessed this claim yet. Never stored as an assessment.")


class Reason(Term):
    """Why a claim has its verifiability status; each reason belongs to exactly one status."""

    PUBLIC_RECORD = ("public_record", "Public record", "Laws, registers, minutes, verdicts or announcements on record settle it.")
    PUBLIC_DATA = ("public_data", "Public data", "Published statistics or measurements settle it.")
    FOOTAGE_OR_IMAGERY = ("footage_or_imagery", "Footage or imagery", "Photographs, video or satellite imagery settle it.")
    NAMED_WITNESS = ("named_witness", "Named witness", "A named person who was there can be asked.")
    PUBLISHED_DOCUMENT = ("published_document", "Published document", "A published paper, report or statement settles it.")

    PREDICTION = ("prediction", "Prediction", "Says what will happen; nobody can know yet.")
    PROMISE = ("promise", "Promise", "Says what the speaker or the speaker's side will do.")
    ONGOING_EVENT = ("ongoing_event", "Ongoing event", "Still under way, so that the outcome is open.")
    AWAITING_RELEASE = ("awaiting_release", "Awaiting release", "The evidence exists and has a date of release.")

    CLASSIFIED = ("classified", "Classified", "The deciding evidence is secret by law or order.")
    PRIVATE_EXPERIENCE = ("private_experience", "Private experience", "Only those who lived through it can tell.")
    ANONYMOUS_SOURCE_ONLY = (
        "anonymous_source_only",
        "Anonymous source only",
        "Rests on a source whom only the reporter knows.",
    )
    RESTRICTED_ACCESS = ("restricted_access", "Restricted access", "The place, the people or the records are closed to the public.")
    PROPRIETARY_DATA = ("proprietary_data", "Proprietary data", "The deciding data belong to a company or a subscription.")

    UNNAMED_AUTHORITY = ("unnamed_authority", "Unnamed authority", "Is about what unnamed people think or find.")
    VAGUE_QUANTITY = ("vague_quantity", "Vague quantity", "Says many, few or more, without a number or a measure.")
    VAGUE_TIME_PLACE = ("vague_time_place", "Vague time or place", "Leaves open when or where.")
    UNDEFINED_TERM = ("undefined_term", "Undefined term", "Turns on a word with no agreed meaning.")
    COMPOUND = ("compound", "Compound", "Joins several statements that may differ in truth; split it.")

    OPINION = ("opinion", "Opinion", "A view that others may hold differently.")
    VALUE_JUDGEMENT = ("value_judgement", "Value judgement", "Calls something good, bad, important or needed.")
    INNER_STATE = ("inner_state", "Inner state", "Is about what somebody feels, wants, hopes or intends.")
    NORMATIVE = ("normative", "Normative", "Says what should or must be done.")
    HYPERBOLE = ("hyperbole", "Hyperbole", "An exaggeration that nobody is meant to take literally.")
    RHETORICAL = ("rhetorical", "Rhetorical", "A figure of speech or a question in disguise.")


REASONS_BY_STATUS: dict[Verifiability, tuple[Reason, ...]] = {
    Verifiability.VERIFIABLE: (
        Reason.PUBLIC_RECORD,
        Reason.PUBLIC_DATA,
        Reason.FOOTAGE_OR_IMAGERY,
        Reason.NAMED_WITNESS,
        Reason.PUBLISHED_DOCUMENT,
    ),
    Verifiability.NOT_YET: (Reason.PREDICTION, Reason.PROMISE, Reason.ONGOING_EVENT, Reason.AWAITING_RELEASE),
    Verifiability.EVIDENCE_NOT_PUBLIC: (
        Reason.CLASSIFIED,
        Reason.PRIVATE_EXPERIENCE,
        Reason.ANONYMOUS_SOURCE_ONLY,
        Reason.RESTRICTED_ACCESS,
        Reason.PROPRIETARY_DATA,
    ),
    Verifiability.TOO_VAGUE: (
        Reason.UNNAMED_AUTHORITY,
        Reason.VAGUE_QUANTITY,
        Reason.VAGUE_TIME_PLACE,
        Reason.UNDEFINED_TERM,
        Reason.COMPOUND,
    ),
    Verifiability.NOT_CHECKABLE: (
        Reason.OPINION,
        Reason.VALUE_JUDGEMENT,
        Reason.INNER_STATE,
        Reason.NORMATIVE,
        Reason.HYPERBOLE,
        Reason.RHETORICAL,
    ),
}


class Verdict(Term):
    """Is it true? Set by a reviewer from evidence; maps to schema.org ClaimReview's reviewRating."""

    TRUE = ("true", "True", "The evidence bears it out. ClaimReview rating 5 of 5.")
    MOSTLY_TRUE = ("mostly_true", "Mostly true", "Right in substance, with a slip that does not mislead. Rating 4 of 5.")
    MIXED = ("mixed", "Mixed", "Part is right and part is wrong. Rating 3 of 5.")
    MOSTLY_FALSE = ("mostly_false", "Mostly false", "Wrong in substance, with a grain of truth. Rating 2 of 5.")
    FALSE = ("false", "False", "The evidence contradicts it. Rating 1 of 5.")
    MISLEADING = ("misleading", "Misleading", "Its parts may be right, but it gives a false impression. Carries no number.")
    UNPROVEN = ("unproven", "Unproven", "The evidence that was found does not settle it. Carries no number.")


class Confirmation(Term):
    """Did they say it? How far the attribution itself has been confirmed, apart from whether it is true."""

    AS_REPORTED = ("as_reported", "As reported", "Only the outlet says so.")
    ORIGIN_SEEN = ("origin_seen", "Origin seen", "We hold the original post, paper or recording.")
    CORROBORATED = ("corroborated", "Corroborated", "Somebody independent of the outlet heard or published the same words.")
    DISPUTED = ("disputed", "Disputed", "The source, or somebody who was there, denies that it was said.")
    NOT_FOUND = ("not_found", "Not found", "The origin was looked for and not found.")


class SourceType(Term):
    """What kind of source asserts the claim or passes it on."""

    NAMED_PERSON = ("named_person", "Named person", "A person whom the document names.")
    NAMED_ORGANISATION = ("named_organisation", "Named organisation", "An organisation, or its unnamed spokesperson.")
    DOCUMENT = ("document", "Document", "A paper, report or record that speaks for itself.")
    UNNAMED_PERSON = ("unnamed_person", "Unnamed person", "One person without a name: a resident, an official.")
    UNNAMED_GROUP = ("unnamed_group", "Unnamed group", "Several people without names: experts, officials.")
    ANONYMOUS = ("anonymous", "Anonymous", "Known to the reporter, who withholds the name.")
    UNSTATED = ("unstated", "Unstated", "The document gives no source: it is said that ...")


OWN_VOICE_SOURCE = ("own_voice", "Outlet's own voice", "The outlet asserts it itself; no attribution is stored.")


class Quotation(Term):
    """How the words are given."""

    DIRECT = ("direct", "Direct", "The source's own words between quotation marks.")
    INDIRECT = ("indirect", "Indirect", "The source's statement in the outlet's words.")
    MIXED = ("mixed", "Mixed", "The outlet's words with a quoted fragment of the source's.")
    OWN_VOICE = ("own_voice", "Own voice", "The outlet's own narration, attributed to nobody.")


class Stance(Term):
    """Where the source stands towards the statement."""

    AFFIRMS = ("affirms", "Affirms", "Says that it is so.")
    HEDGES = ("hedges", "Hedges", "Says that it may be so.")
    DENIES = ("denies", "Denies", "Says that it is not so.")


class Medium(Term):
    """The way in which the source spoke."""

    INTERVIEW = ("interview", "Interview", "Told to a reporter, by whatever means.")
    BRIEFING = ("briefing", "Briefing", "A press conference or a background talk.")
    SPEECH = ("speech", "Speech", "A speech, sermon or debate.")
    STATEMENT = ("statement", "Statement", "A prepared statement or press release.")
    SOCIAL_POST = ("social_post", "Social media post", "A post on a platform.")
    REPORT = ("report", "Report", "A published report or study.")
    RECORD = ("record", "Record", "A court, parliamentary or administrative record.")
    BROADCAST = ("broadcast", "Broadcast", "Radio or television.")
    LEAK = ("leak", "Leak", "Papers or recordings that were not meant for the public.")
    OTHER_OUTLET = ("other_outlet", "Another outlet", "Quoted from another news outlet.")


class Location(Term):
    """Where in the document the claim stands."""

    HEADLINE = ("headline", "Headline", "The headline or a sub-headline.")
    LEAD = ("lead", "Lead", "The standfirst or the opening paragraph.")
    BODY = ("body", "Body", "The running text.")
    CAPTION = ("caption", "Caption", "The text below a picture.")


class Reliability(Term):
    """Admiralty code, letter: how reliable the source is, judged apart from what it says (JWP 2-00)."""

    A = ("A", "Completely reliable", "No doubt of authenticity, trustworthiness or competence.")
    B = ("B", "Usually reliable", "Minor doubts; mostly right in the past.")
    C = ("C", "Fairly reliable", "Doubts; right at times in the past.")
    D = ("D", "Not usually reliable", "Significant doubts; rarely right in the past.")
    E = ("E", "Unreliable", "Lacks authenticity, trustworthiness or competence.")
    F = ("F", "Cannot be judged", "There is no basis for a judgement; not the same as bad.")


class Credibility(Term):
    """Admiralty code, digit: how credible the statement is, judged apart from its source (JWP 2-00)."""

    CONFIRMED = ("1", "Confirmed", "Confirmed by other independent sources.")
    PROBABLY_TRUE = ("2", "Probably true", "Not confirmed, logical, agrees with other information.")
    POSSIBLY_TRUE = ("3", "Possibly true", "Not confirmed, reasonably logical.")
    DOUBTFUL = ("4", "Doubtful", "Not confirmed, possible but not logical.")
    IMPROBABLE = ("5", "Improbable", "Contradicted by other information.")
    CANNOT_BE_JUDGED = ("6", "Cannot be judged", "There is no basis for a judgement.")


class EntityKind(Term):
    """What an entity is. An outlet can also be a speaker."""

    PERSON = ("person", "Person", "A human being with a name.")
    ORGANISATION = ("organisation", "Organisation", "A body that can speak: a ministry, a company, a newsroom.")
    OUTLET = ("outlet", "Outlet", "A news outlet or another regular publisher.")
    PLATFORM = ("platform", "Platform", "A place where others post.")


class DocumentKind(Term):
    """What kind of document was captured."""

    ARTICLE = ("article", "Article", "A news article.")
    STATEMENT = ("statement", "Statement", "A statement as its author published it.")
    SOCIAL_POST = ("social_post", "Social media post", "A post on a platform.")
    PRESS_RELEASE = ("press_release", "Press release", "A release to the press.")
    REPORT = ("report", "Report", "A study, an audit, an annual report.")
    TRANSCRIPT = ("transcript", "Transcript", "The words of a speech, a debate or an interview.")
    BROADCAST = ("broadcast", "Broadcast", "Radio or television.")
    RECORD = ("record", "Record", "A court, parliamentary or administrative record; a register.")
    OTHER = ("other", "Other", "Anything else.")


class EvidenceStance(Term):
    """What a piece of evidence does to the claim."""

    SUPPORTS = ("supports", "Supports", "Speaks for the claim.")
    REFUTES = ("refutes", "Refutes", "Speaks against the claim.")
    CONTEXT = ("context", "Context", "Helps to understand it without deciding it.")


class ReviewState(Term):
    """Where a review stands on its way to the public."""

    DRAFT = ("draft", "Draft", "Not shown as a verdict.")
    PUBLISHED = ("published", "Published", "Public, at the URL it names.")
    RETRACTED = ("retracted", "Retracted", "Withdrawn; kept, never deleted.")


class Relation(Term):
    """How one claim relates to another; same_as and contradicts read the same in both directions."""

    SAME_AS = ("same_as", "Same as", "Both say the same.")
    CONTRADICTS = ("contradicts", "Contradicts", "They cannot both be true.")
    SUPPORTS = ("supports", "Supports", "If the first is true, the second is likelier.")
    NARROWS = ("narrows", "Narrows", "The first is the second with a limit added.")
    CORRECTS = ("corrects", "Corrects", "The first was published to replace the second.")


class Judgement(Term):
    """What a person has decided about a link between two claims."""

    SUGGESTED = ("suggested", "Suggested", "Proposed, by a program or a person; nobody has decided.")
    CONFIRMED = ("confirmed", "Confirmed", "A person agreed.")
    REJECTED = ("rejected", "Rejected", "A person disagreed; never suggested again.")


class TagKind(Term):
    """What a tag names."""

    TOPIC = ("topic", "Topic", "What it is about.")
    PLACE = ("place", "Place", "Where it is.")
    EVENT = ("event", "Event", "What happened.")


class CandidateState(Term):
    """What became of a machine's draft."""

    PENDING = ("pending", "Pending", "Waits for a person.")
    ACCEPTED = ("accepted", "Accepted", "Became a claim as drafted.")
    EDITED = ("edited", "Edited", "Became a claim after changes.")
    REJECTED = ("rejected", "Rejected", "Is no claim; the reason is kept.")


VOCABULARIES: dict[str, type[Term]] = {
    "verifiability": Verifiability,
    "reason": Reason,
    "verdict": Verdict,
    "confirmation": Confirmation,
    "source_type": SourceType,
    "quotation": Quotation,
    "stance": Stance,
    "medium": Medium,
    "location": Location,
    "reliability": Reliability,
    "credibility": Credibility,
    "entity_kind": EntityKind,
    "document_kind": DocumentKind,
    "evidence_stance": EvidenceStance,
    "review_state": ReviewState,
    "relation": Relation,
    "judgement": Judgement,
    "tag_kind": TagKind,
    "candidate_state": CandidateState,
}

LABEL_TABLES: dict[str, tuple[type[Term], tuple[str, str, str] | None]] = {
    "verifiability_statuses": (Verifiability, UNASSESSED),
    "verdicts": (Verdict, None),
    "quotations": (Quotation, None),
    "source_types": (SourceType, OWN_VOICE_SOURCE),
}
"""Lookup tables behind the facets of `claims`, with the one value that only the cached column can hold."""

REVIEW_RATINGS: dict[Verdict, int | None] = {
    Verdict.TRUE: 5,
    Verdict.MOSTLY_TRUE: 4,
    Verdict.MIXED: 3,
    Verdict.MOSTLY_FALSE: 2,
    Verdict.FALSE: 1,
    Verdict.MISLEADING: None,
    Verdict.UNPROVEN: None,
}
"""schema.org reviewRating.ratingValue of each verdict (worstRating 1, bestRating 5)."""

SYMMETRIC_RELATIONS = frozenset({Relation.SAME_AS, Relation.CONTRADICTS})
NAMED_SOURCES = frozenset({SourceType.NAMED_PERSON, SourceType.NAMED_ORGANISATION})


class TermRow(NamedTuple):
    """A term as a row of a lookup table."""

    key: str
    label: str
    definition: str


def terms(vocabulary: type[Term]) -> list[TermRow]:
    """List the terms of a vocabulary in their order, as rows for a table."""
    return [TermRow(term.value, term.label, term.definition) for term in vocabulary]


def label_table_terms(table: str) -> list[TermRow]:
    """List the rows of one of the `LABEL_TABLES`."""
    vocabulary, extra = LABEL_TABLES[table]
    return [*([TermRow(*extra)] if extra else []), *terms(vocabulary)]


def status_of(reason: Reason) -> Verifiability:
    """Return the one status that a reason belongs to."""
    return next(status for status, reasons in REASONS_BY_STATUS.items() if reason in reasons)

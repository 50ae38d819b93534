"""Adding a claim by answering questions, with known speakers, outlets and terms offered as one types."""

from collections.abc import Callable

import click
from prompt_toolkit import prompt
from prompt_toolkit.completion import Completer, FuzzyWordCompleter
from prompt_toolkit.validation import ValidationError, Validator

from claims.cli.showing_drafts import visible
from claims.cli.showing_suggestions import told_of_entry
from claims.dates import check_day, check_partial_date, check_publication_date
from claims.errors import ClaimsError, SimilarName
from claims.models.fields import check_language, check_url
from claims.store.connection import Store
from claims.store.read import documents_newest_first, entity_names
from claims.store.write import Added
from claims.vocabularies import (
    REASONS_BY_STATUS,
    Judgement,
    Quotation,
    Reason,
    Relation,
    SourceType,
    Term,
    Verifiability,
    status_of,
)
from claims.wording import check_line, check_statement
from claims.workflow.adding import add_claim, claim_entry
from claims.workflow.linking import link_claims
from claims.workflow.matching import Repeat


class _Checked(Validator):
    """Shows below the line what is wrong with it, while it can still be mended."""

    def __init__(self, check: Callable[[str], object] | None, *, required: bool) -> None:
        self._check = check
        self._required = required

    def validate(self, document: object) -> None:
        text = str(getattr(document, "text", "")).strip()
        if not text and not self._required:
            return
        try:
            if not text:
                raise ValueError("please answer, or press Ctrl-C to stop; nothing has been written yet")
            if self._check is not None:
                self._check(text)
        except ValueError as error:
            raise ValidationError(message=str(error), cursor_position=len(text)) from error


def ask(
    question: str,
    check: Callable[[str], object] | None = None,
    *,
    required: bool = False,
    completer: Completer | None = None,
    default: str = "",
) -> str:
    """Ask a question and return the answer, checked while it can still be mended; `default` stands there to be changed."""
    hint = "" if required or default else " (Enter to leave out)"
    return prompt(
        f"{question}{hint}: ",
        validator=_Checked(check, required=required),
        validate_while_typing=False,
        completer=completer,
        complete_while_typing=True,
        default=default,
    ).strip()


def choose(question: str, terms: list[Term], *, required: bool = False, default: str = "") -> str:
    """Ask for one of some terms, with their meanings beside them."""
    meanings = {term.value: f"{term.label}: {term.definition}" for term in terms}

    def known(text: str) -> None:
        if text not in meanings:
            raise ValueError(f"is not one of {', '.join(meanings)}")

    click.echo(f"  {', '.join(meanings)}")
    return ask(question, known, required=required, completer=FuzzyWordCompleter(list(meanings), meta_dict=meanings), default=default)


def ask_for_claim(store: Store, by: str) -> Added:
    """Ask for one claim, show what will be written, and write it. Nothing typed is lost to a slip: each answer is checked at once.

    Raises ClaimsError where the person stops.
    """
    click.echo("Add a claim. Tab completes, Enter leaves out, Ctrl-C stops; nothing is written before the last question.")
    try:
        fields = {**_ask_for_document(store), **_ask_for_statement(), **_ask_for_sources(store)}
        repeats, told = told_of_entry(store, claim_entry(fields))
        click.echo("\n".join(told))
        assessment = ask_for_assessment()
        fields |= {"assessment": assessment} if assessment else {}
        _summarise(fields)
        added = _save(store, fields, by)
    except (KeyboardInterrupt, EOFError) as error:
        raise ClaimsError("Stopped: nothing was written.") from error
    if added.is_new:
        _join(store, added.claim_id, repeats, by)
    return added


def _join(store: Store, claim_id: str, repeats: list[Repeat], by: str) -> None:
    """Ask of each likely repeat whether it is the same; what is not answered waits in the queue, and the claim is recorded anyhow."""
    for repeat in repeats:
        click.echo(f"Is it the same as {visible(repeat.claim['id'])}: {visible(repeat.claim['statement'])}")
        try:
            answer = ask("The same? yes or no", _yes_or_no)
            if not answer:
                continue
            judgement = Judgement.CONFIRMED if _ANSWERS[answer.lower()] else Judgement.REJECTED
            link_claims(store, claim_id, repeat.claim["id"], relation=Relation.SAME_AS, by=by, judgement=judgement)
        except ClaimsError as error:
            click.echo(f"Refused: {visible(str(error))}", err=True)
        except (KeyboardInterrupt, EOFError):
            click.echo("The claim is recorded; the question waits in the queue of suggested links.")
            return


def _ask_for_document(store: Store) -> dict[str, object]:
    known = {f"{one['title']} ({one['outlet']})": one for one in documents_newest_first(store)}
    title = ask("Title of the document", check_line, required=True, completer=FuzzyWordCompleter(list(known)) if known else None)
    if title in known:
        return {"document": known[title]["id"]}
    document: dict[str, object] = {
        "title": title,
        "outlet": ask("Outlet", check_line, required=True, completer=FuzzyWordCompleter(entity_names(store, ("outlet",)))),
        "url": ask("URL", check_url, required=True),
    }
    published = ask("Published (2024-02-05, 2024, XXXX-02-05)", check_publication_date)
    language = ask("Language (en, ar, pt-BR)", check_language)
    return {"document": document | {key: value for key, value in (("published_at", published), ("language", language)) if value}}


def _ask_for_statement() -> dict[str, object]:
    fields: dict[str, object] = {
        "statement": ask("What is claimed, in your words, standing alone", check_statement, required=True),
        "quote": ask("The document's words, with their quotation marks if they have them"),
        "claim_date": ask("The day, month or year that it is about", check_partial_date),
    }
    return {key: value for key, value in fields.items() if value}


def _ask_for_sources(store: Store) -> dict[str, object]:
    names = FuzzyWordCompleter(entity_names(store, ("person", "organisation")))
    speaker = ask("Who says so? Name", check_line, completer=names)
    if not speaker:
        unnamed = [term for term in SourceType if not term.value.startswith("named")]
        source_type = choose("No name: what kind of source? Leave out for the outlet's own voice", list(unnamed))
        if not source_type:
            return {"quotation": Quotation.OWN_VOICE.value}
    else:
        source_type = choose("What kind of source", [SourceType.NAMED_PERSON, SourceType.NAMED_ORGANISATION]) or "named_person"
    printed = ask("The source as printed", check_line, required=not speaker and source_type != SourceType.UNSTATED)
    source = {
        "speaker": speaker,
        "source_type": source_type,
        "source_text": printed,
        "role_text": ask("The role as printed", check_line),
        "cue": ask("The word that attributes (said, stressed)", check_line),
    }
    return {"attributions": [{key: value for key, value in source.items() if value}]}


def ask_for_assessment() -> dict[str, str] | None:
    """Ask for a status, its reason and a sentence on why; None where the status is left out."""
    status = choose("Can it be checked?", list(Verifiability))
    if not status:
        return None
    reason = choose("Why", list(REASONS_BY_STATUS[Verifiability(status)]), required=True)
    assessment = {"reason": reason, "rationale": ask("In a sentence", at_least_a_sentence, required=True)}
    if status_of(Reason(reason)) is Verifiability.NOT_YET:
        assessment["check_after"] = ask("The day to look again", check_day, required=True)
    return assessment


def at_least_a_sentence(text: str) -> None:
    """Raise ValueError for what is too short for a rationale."""
    if len(text) < 10 or " " not in text:
        raise ValueError("is too short; say in a sentence why")


def _summarise(fields: dict[str, object]) -> None:
    click.echo()
    for name, value in fields.items():
        parts = value if isinstance(value, list) else [value]
        for part in parts:
            shown = ", ".join(f"{key}: {one}" for key, one in part.items()) if isinstance(part, dict) else part
            click.echo(f"  {name}: {shown}")


def _save(store: Store, fields: dict[str, object], by: str) -> Added:
    """Write after a last look; a name that looks like a recorded one is asked about and nothing typed is lost."""
    if not yes("Write it?"):
        raise ClaimsError("Stopped: nothing was written.")
    while True:
        try:
            return add_claim(store, claim_entry(fields), by=by)
        except SimilarName as similar:
            click.echo(f"'{similar.name}' is not recorded, but {', '.join(similar.near)} is.")
            if yes("Is it somebody else?"):
                return add_claim(store, claim_entry(fields), by=by, allow_similar=True)
            meant = choose_from("Which one is meant?", similar.near)
            fields = {name: renamed(value, similar.name, meant) for name, value in fields.items()}


def yes(question: str) -> bool:
    """Ask for a yes or a no."""
    return _ANSWERS[ask(f"{question} yes or no", _yes_or_no, required=True).lower()]


_ANSWERS = {"y": True, "yes": True, "n": False, "no": False}


def _yes_or_no(text: str) -> None:
    if text.lower() not in _ANSWERS:
        raise ValueError("please answer yes or no")


def choose_from(question: str, choices: list[str]) -> str:
    """Ask for one of some names; a single one needs no asking."""

    def known(text: str) -> None:
        if text not in choices:
            raise ValueError(f"is not one of {', '.join(choices)}")

    return choices[0] if len(choices) == 1 else ask(question, known, required=True, completer=FuzzyWordCompleter(choices))


def renamed(value: object, name: str, meant: str) -> object:
    """Return a value with a name in it, however deep, replaced by the id that was meant."""
    if isinstance(value, dict):
        return {key: renamed(one, name, meant) if key not in _PRINTED else one for key, one in value.items()}
    if isinstance(value, list):
        return [renamed(one, name, meant) for one in value]
    return meant if value == name else value


_PRINTED = frozenset({"source_text", "role_text", "title"})
"""What stays as printed, whoever is meant by it."""

"""Adding a claim by answering questions, with known speakers, outlets and terms offered as one types."""

from collections.abc import Callable

import click
from prompt_toolkit import prompt
from prompt_toolkit.completion import Completer, FuzzyWordCompleter
from prompt_toolkit.validation import ValidationError, Validator

from claims.dates import check_day, check_partial_date, check_publication_date
from claims.errors import ClaimsError, SimilarName
from claims.models.fields import check_url
from claims.store.connection import Store
from claims.store.read import documents_newest_first, entity_names
from claims.store.write import Added
from claims.vocabularies import REASONS_BY_STATUS, Quotation, Reason, SourceType, Term, Verifiability, status_of
from claims.wording import check_line, check_statement
from claims.workflow.adding import add_claim, claim_entry


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


def _ask(question: str, check: Callable[[str], object] | None = None, *, required: bool = False, completer: Completer | None = None) -> str:
    hint = "" if required else " (Enter to leave out)"
    return prompt(
        f"{question}{hint}: ",
        validator=_Checked(check, required=required),
        validate_while_typing=False,
        completer=completer,
        complete_while_typing=True,
    ).strip()


def _choose(question: str, terms: list[Term], *, required: bool = False) -> str:
    meanings = {term.value: f"{term.label}: {term.definition}" for term in terms}

    def known(text: str) -> None:
        if text not in meanings:
            raise ValueError(f"is not one of {', '.join(meanings)}")

    return _ask(question, known, required=required, completer=FuzzyWordCompleter(list(meanings), meta_dict=meanings))


def ask_for_claim(store: Store, by: str) -> Added:
    """Ask for one claim, show what will be written, and write it. Nothing typed is lost to a slip: each answer is checked at once.

    Raises ClaimsError where the person stops.
    """
    click.echo("Add a claim. Tab completes, Enter leaves out, Ctrl-C stops; nothing is written before the last question.")
    try:
        fields = {**_ask_for_document(store), **_ask_for_statement(), **_ask_for_sources(store), **_ask_for_assessment()}
        _summarise(fields)
        return _save(store, fields, by)
    except (KeyboardInterrupt, EOFError) as error:
        raise ClaimsError("Stopped: nothing was written.") from error


def _ask_for_document(store: Store) -> dict[str, object]:
    known = {f"{one['title']} ({one['outlet']})": one for one in documents_newest_first(store)}
    title = _ask("Title of the document", check_line, required=True, completer=FuzzyWordCompleter(list(known)) if known else None)
    if title in known:
        return {"document": known[title]["id"]}
    document: dict[str, object] = {
        "title": title,
        "outlet": _ask("Outlet", check_line, required=True, completer=FuzzyWordCompleter(entity_names(store, ("outlet",)))),
        "url": _ask("URL", check_url, required=True),
    }
    published = _ask("Published (2024-02-05, 2024, XXXX-02-05)", check_publication_date)
    language = _ask("Language (en, ar, pt-BR)")
    return {"document": document | {key: value for key, value in (("published_at", published), ("language", language)) if value}}


def _ask_for_statement() -> dict[str, object]:
    fields: dict[str, object] = {
        "statement": _ask("What is claimed, in your words, standing alone", check_statement, required=True),
        "quote": _ask("The document's words, with their quotation marks if they have them"),
        "claim_date": _ask("The day, month or year that it is about", check_partial_date),
    }
    return {key: value for key, value in fields.items() if value}


def _ask_for_sources(store: Store) -> dict[str, object]:
    names = FuzzyWordCompleter(entity_names(store, ("person", "organisation")))
    speaker = _ask("Who says so? Name", check_line, completer=names)
    if not speaker:
        unnamed = [term for term in SourceType if not term.value.startswith("named")]
        source_type = _choose("No name: what kind of source? Leave out for the outlet's own voice", list(unnamed))
        if not source_type:
            return {"quotation": Quotation.OWN_VOICE.value}
    else:
        source_type = _choose("What kind of source", [SourceType.NAMED_PERSON, SourceType.NAMED_ORGANISATION]) or "named_person"
    printed = _ask("The source as printed", check_line, required=not speaker and source_type != SourceType.UNSTATED)
    source = {
        "speaker": speaker,
        "source_type": source_type,
        "source_text": printed,
        "role_text": _ask("The role as printed", check_line),
        "cue": _ask("The word that attributes (said, stressed)", check_line),
    }
    return {"attributions": [{key: value for key, value in source.items() if value}]}


def _ask_for_assessment() -> dict[str, object]:
    status = _choose("Can it be checked?", list(Verifiability))
    if not status:
        return {}
    reason = _choose("Why", list(REASONS_BY_STATUS[Verifiability(status)]), required=True)
    assessment: dict[str, object] = {"reason": reason, "rationale": _ask("In a sentence", _at_least_a_sentence, required=True)}
    if status_of(Reason(reason)) is Verifiability.NOT_YET:
        assessment["check_after"] = _ask("The day to look again", check_day, required=True)
    return {"assessment": assessment}


def _at_least_a_sentence(text: str) -> None:
    if len(text) < 10 or " " not in text:
        raise ValueError("is too short; say in a sentence why")


def _summarise(fields: dict[str, object]) -> None:
    click.echo()
    for name, value in fields.items():
        click.echo(f"  {name}: {value}")


def _save(store: Store, fields: dict[str, object], by: str) -> Added:
    """Write after a last look; a name that looks like a recorded one is asked about and not refused."""
    if _ask("Write it? yes or no", required=True).lower() not in ("y", "yes"):
        raise ClaimsError("Stopped: nothing was written.")
    entry = claim_entry(fields)
    try:
        return add_claim(store, entry, by=by)
    except SimilarName as similar:
        if _ask(f"{similar} Is it somebody else? yes or no", required=True).lower() not in ("y", "yes"):
            raise
        return add_claim(store, entry, by=by, allow_similar=True)

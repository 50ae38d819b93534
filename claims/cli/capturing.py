"""The command that imports articles: by address, from files, lists, feeds and sitemaps."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli.command import by_option, command, database_option, json_option, opened, person, print_json, print_table
from claims.errors import ClaimsError
from claims.extractors import DEFAULT_ENGINE, EXTRACTORS
from claims.vocabularies import DocumentKind
from claims.workflow.adding import read_text

if TYPE_CHECKING:
    from claims.capture.fetching import Fetcher
    from claims.workflow.capturing import Imported, Wishes

_OF_ONE_ARTICLE = ("title", "url", "published_at", "byline")
_GIVEN = (*_OF_ONE_ARTICLE, "outlet", "kind", "language", "accessed_at")


@command("import-article", "claims import-article https://example.org/bridge saved.html --outlet 'The Example'")
@click.argument("sources", nargs=-1)
@click.option(
    "--from",
    "lists",
    multiple=True,
    type=click.Path(path_type=Path, allow_dash=True),
    help="A list: a URL or file a line; - for standard input.",
)
@click.option("--feed", "feeds", multiple=True, help="An RSS or Atom feed, or a sitemap: every article that it names.")
@click.option("--limit", type=click.IntRange(min=1), help="Import only the first so many of all that.")
@click.option(
    "--refresh", is_flag=True, help="Fetch again what a list or feed names and was captured before; a changed page is a new version."
)
@click.option("--title", help="Title as printed. [default, as for what follows: what the page says]")
@click.option("--outlet", help="Outlet that published it: name or id.")
@click.option("--byline", help="Author as printed.")
@click.option("--published", "--date", "published_at", help="When: 2024, 2024-02, 2024-02-05, XXXX-02-05 or 2024-02-05T09:00:00Z.")
@click.option("--language", help="Its language: en, ar, pt-BR ...")
@click.option("--url", help="Where it was found; for a saved file.")
@click.option("--kind", type=click.Choice([kind.value for kind in DocumentKind]), help="What it is. [default: article]")
@click.option("--accessed", "accessed_at", help="When a file was saved: 2024-02-05T09:00:00Z. [default: now]")
@click.option("--keep-raw", is_flag=True, help="Keep the page as it came, too, for those who are signed in.")
@click.option("--engine", type=click.Choice([*EXTRACTORS]), default=DEFAULT_ENGINE, show_default=True, help="What drafts.")
@click.option("--no-draft", is_flag=True, help="Do not draft claims; `claims draft-claims` does it later.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and local addresses as well, such as your own server's.")
@click.option(
    "--contact", envvar="CLAIMS_CONTACT", default="", help="An address that servers are told, to write to. [default: $CLAIMS_CONTACT]"
)
@click.option("--failed", type=click.Path(path_type=Path), help="Write what failed to this file, to be tried again with --from.")
@click.option("--new", "allow_similar", is_flag=True, help="An outlet whose name looks like a recorded one really is another.")
@by_option
@json_option
@database_option
def import_article(
    sources: tuple[str, ...], lists: tuple[Path, ...], feeds: tuple[str, ...], limit: int | None, refresh: bool, keep_raw: bool,
    engine: str, no_draft: bool, allow_private: bool, contact: str, failed: Path | None, allow_similar: bool, by: str | None, as_json: bool,
    database: Path | None, **given: object,
) -> None:  # fmt: skip
    """Import articles by URL or from files (HTML, text, PDF), and draft their claims for you to decide about.

    The same version again changes nothing; a changed page becomes a new version. Fetches politely: robots.txt is heeded, a host is
    asked once a second. What fails is listed, stops nothing else, and makes the exit code 1.
    """
    from claims.capture.fetching import Fetcher  # noqa: PLC0415  (the network and HTML take half a second that other commands spare)
    from claims.capture.network import is_any, is_public  # noqa: PLC0415
    from claims.workflow.capturing import Wishes  # noqa: PLC0415

    if not (sources or lists or feeds):
        raise ClaimsError("Nothing to import: give a URL or a file, --from LIST, or --feed URL.")
    if failed is not None and failed.exists():
        raise ClaimsError(f"'{failed}' exists and is never overwritten: move it away, or name another file.")
    fields = {name: given[name] for name in _GIVEN if given.get(name) is not None}
    if (one := next((name for name in _OF_ONE_ARTICLE if name in fields), None)) and (lists or feeds or len(sources) > 1):
        raise ClaimsError(f"--{one.removesuffix('_at')} describes one article: import that one by itself.")
    wishes = Wishes(by=person(by), given=fields, keep_raw=keep_raw, draft=not no_draft, engine=engine, allow_similar=allow_similar)
    fetcher = Fetcher(contact=contact, may_reach=is_any if allow_private else is_public)
    done: list[Imported] = []
    try:
        done.extend(_import(sources, lists, feeds, limit, wishes, fetcher, refresh=refresh, database=database))
    finally:
        _report(done, failed, as_json=as_json)
    if any(one.outcome == "failed" for one in done):
        click.get_current_context().exit(1)


def _import(
    sources: tuple[str, ...], lists: tuple[Path, ...], feeds: tuple[str, ...], limit: int | None, wishes: "Wishes", fetcher: "Fetcher",
    *, refresh: bool, database: Path | None,
) -> "Iterator[Imported]":  # fmt: skip
    """Yield what becomes of each article. Those named one by one are always fetched; what a list names, and is recorded, is passed over."""
    from claims.capture.listings import lines_of  # noqa: PLC0415
    from claims.workflow.capturing import import_articles  # noqa: PLC0415

    listed = [line for path in lists for line in lines_of(_list_text(path))]
    failures: list[Imported] = []
    listed += _named_by(feeds, fetcher, failures)
    yield from failures
    named, listed = list(sources)[:limit], listed[: max(0, limit - len(sources)) if limit else None]
    with ExitStack() as stack:
        store = stack.enter_context(opened(database))
        total = len(named) + len(listed)
        bar = stack.enter_context(click.progressbar(length=total, label="Importing", file=sys.stderr)) if total > 1 else None
        for group, pass_over in ((named, False), (listed, not refresh)):
            for imported in import_articles(store, group, wishes, fetcher=fetcher, pass_over=pass_over):
                yield imported
                if bar is not None:
                    bar.update(1)


def _named_by(feeds: Iterable[str], fetcher: "Fetcher", failures: "list[Imported]") -> list[str]:
    """Return the addresses that feeds name; a feed that cannot be had is a failure like an article's."""
    from claims.capture.listings import addresses_in_feed  # noqa: PLC0415
    from claims.workflow.capturing import Imported, Outcome  # noqa: PLC0415

    found: list[str] = []
    for feed in feeds:
        try:
            found += addresses_in_feed(fetcher, feed)
        except ClaimsError as error:
            failures.append(Imported(feed, Outcome.FAILED, reason=str(error)))
    return found


def _list_text(path: Path) -> str:
    return sys.stdin.read() if str(path) == "-" else read_text(path)


def _report(done: "list[Imported]", failed: Path | None, *, as_json: bool) -> None:
    """Print what was done: results on standard output, a row for each failure on standard error."""
    failures = [one for one in done if one.outcome == "failed"]
    if failed is not None and failures:
        _write_failures(failed, failures)
    if as_json:
        print_json([{name: value for name, value in vars(one).items() if value not in ("", None)} for one in done])
        return
    for one in done:
        if one.outcome != "failed":
            waiting = "" if one.candidates is None else f", {one.candidates} drafted claims wait"
            click.echo(f"{one.outcome.capitalize()}: {one.document_id}  ({one.title}){waiting}")
    if len(done) == 1 and failures:
        click.echo(f"Error: {failures[0].reason}", err=True)
    elif failures:
        click.echo(f"{len(failures)} of {len(done)} failed:", err=True)
        print_table([(one.source, one.reason) for one in failures], ("source", "why"), err=True)
    if recorded := [one for one in done if one.outcome != "failed"]:
        _say_what_is_next(recorded[-1])


def _say_what_is_next(imported: "Imported") -> None:
    if imported.candidates is None:
        click.echo(f"Next: claims draft-claims {imported.document_id}")
    elif imported.candidates:
        click.echo(f"Next: claims decide-candidates --document {imported.document_id}")


def _write_failures(path: Path, failures: "list[Imported]") -> None:
    lines = [f"# {one.reason}\n{one.source}\n" for one in failures]
    try:
        path.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        click.echo(f"Cannot write '{path}': {error.strerror}.", err=True)

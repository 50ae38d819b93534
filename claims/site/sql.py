"""The SQL of the site: the query pages in `queries/`, and the questions that each of our own pages asks in `pages/`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claims.errors import SiteUnusable

SITE_DATABASE = "claims"
"""Name of the database in every URL of the site, whatever its file is called."""


@dataclass(frozen=True)
class QueryPage:
    """A ready-made question to the database: one `.sql` file, one page of the site."""

    name: str
    """File name without `.sql`, and the page's address below the database."""
    title: str
    description: str
    sql: str


def query_pages(folder: Path) -> list[QueryPage]:
    """Read the query pages of a site folder. Raises SiteUnusable where a file lacks its title, description or SQL."""
    return [_query_page(path) for path in sorted((folder / "queries").glob("*.sql"))]


def _query_page(path: Path) -> QueryPage:
    lines = path.read_text(encoding="utf-8").splitlines()
    length = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    header = _header(lines[:length])
    sql = "\n".join(lines[length:]).strip().removesuffix(";")
    for name in ("title", "description"):
        if not header.get(name):
            raise SiteUnusable(f"The query page '{path.name}' has no {name}: begin the file with a line `-- {name}: ...`.")
    if not sql:
        raise SiteUnusable(f"The query page '{path.name}' has no SQL: write a select below its header.")
    return QueryPage(path.stem, header["title"], header["description"], sql)


def _header(lines: list[str]) -> dict[str, str]:
    """Map each name of a header to its words; a line without a name continues the one before."""
    header: dict[str, str] = {}
    last = ""
    for line in lines:
        words = line.removeprefix("--").strip()
        name, colon, rest = words.partition(":")
        if colon and name in ("title", "description"):
            last, words = name, rest.strip()
        header[last] = f"{header.get(last, '')} {words}".strip()
    return header


_QUESTION = "-- question: "


@cache
def page_questions(folder: Path, page: str) -> dict[str, str]:
    """Map the name of each question that a page asks to its SQL, in the order of `pages/<page>.sql`.

    A question begins with a line `-- question: name`; what follows, up to the next, is one select.
    Raises SiteUnusable where the file is missing or a question has no SQL.
    """
    path = folder / "pages" / f"{page}.sql"
    if not path.is_file():
        raise SiteUnusable(f"The page '{page}' has no SQL: '{path}' is missing.")
    questions: dict[str, str] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(_QUESTION):
            name = line.removeprefix(_QUESTION).strip()
            questions[name] = ""
        elif name:
            questions[name] += line + "\n"
    questions = {name: sql.strip().removesuffix(";") for name, sql in questions.items()}
    if not questions or not all(questions.values()):
        raise SiteUnusable(f"'{path}' holds a question without SQL, or none: write `-- question: name`, and a select below it.")
    return questions

"""Prints the articles for other programs and for proofreading.

`PYTHONPATH=tests python -m quality.speakers.printing jsonl|spans|cases [SET ...]`
"""

import sys
from collections import Counter
from collections.abc import Iterator

from quality.speakers.articles import SETS, Article, Statement, as_line, load
from quality.speakers.cases import CASES


def jsonl(*sets: str) -> Iterator[str]:
    """Give every article of some sets as a line of the attribution JSONL form."""
    yield from (as_line(article) for name in sets for article in load(name))


def spans(*sets: str) -> Iterator[str]:
    """Give every statement with the words of its spans, to be read beside the article."""
    for name in sets:
        for article in load(name):
            yield f"\n{article.doc_id}  [{', '.join(article.cases)}]\n{article.title}"
            yield from (_row(article, statement) for statement in article.statements)


def cases(*sets: str) -> Iterator[str]:
    """Give the table of the README: the articles and statements of each set, by hard case."""
    articles = [article for name in sets for article in load(name)]
    yield "| case | what is hard | " + " | ".join(sets) + " |"
    yield "|---|---|" + "---:|" * len(sets)
    for case, description in CASES.items():
        yield _table_row(case, description, sets, [article for article in articles if case in article.cases])
    yield _table_row("all articles", "", sets, articles)
    said = Counter({name: sum(len(article.statements) for article in articles if article.set == name) for name in sets})
    yield "| statements | | " + " | ".join(str(said[name]) for name in sets) + " |"


def _table_row(case: str, description: str, sets: tuple[str, ...], articles: list[Article]) -> str:
    count = Counter(article.set for article in articles)
    return f"| {case} | {description} | " + " | ".join(str(count[name]) for name in sets) + " |"


def _row(article: Article, statement: Statement) -> str:
    def words(pieces: tuple[tuple[int, int], ...]) -> str:
        return " / ".join(article.text[start:end] for start, end in pieces).replace("\n", "¶")

    who = " & ".join(f"{source.speaker or '-'} <{source.source_type}> ({source.role or ''})" for source in statement.by)
    via = "".join(f" via {source.speaker or source.role}" for source in statement.via)
    how = ", ".join(str(fact) for fact in (statement.stance, statement.medium, statement.platform) if fact)
    return (
        f"  {statement.number} {statement.quotation}: {who}{via} [{how}]\n"
        f"      S {words(statement.source)} | Q {words(statement.cue)}\n      C {words(statement.content)}"
    )


if __name__ == "__main__":
    command, chosen = sys.argv[1], tuple(sys.argv[2:]) or SETS
    for line in {"jsonl": jsonl, "spans": spans, "cases": cases}[command](*chosen):
        print(line)  # noqa: T201 -- a door for people, not a part of the library

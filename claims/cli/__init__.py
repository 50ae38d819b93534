"""The `claims` command: parse, call one function of the workflow, print."""

from claims.cli.accounts import add_user, list_users, remove_user
from claims.cli.adding import add_claim, add_document, import_claims
from claims.cli.capturing import import_article
from claims.cli.command import cli
from claims.cli.correcting import edit_claim, remove_claim
from claims.cli.deciding import decide_candidates, draft_claims
from claims.cli.extracting import extract
from claims.cli.judging import add_evidence, assess_claim, link_claims, merge_entities, review_claim
from claims.cli.keeping import build_database, check_database, export_claims, init, serve
from claims.cli.looking import history, show, terms
from claims.cli.reporting import extraction_report

COMMANDS = (
    add_claim,
    import_claims,
    add_document,
    import_article,
    draft_claims,
    decide_candidates,
    extraction_report,
    show,
    history,
    assess_claim,
    add_evidence,
    review_claim,
    link_claims,
    merge_entities,
    edit_claim,
    remove_claim,
    extract,
    export_claims,
    check_database,
    build_database,
    init,
    serve,
    add_user,
    remove_user,
    list_users,
    terms,
)
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the `claims` command."""
    cli()


__all__ = [
    "COMMANDS",
    "add_claim",
    "add_document",
    "add_evidence",
    "add_user",
    "assess_claim",
    "build_database",
    "check_database",
    "cli",
    "decide_candidates",
    "draft_claims",
    "edit_claim",
    "export_claims",
    "extract",
    "extraction_report",
    "history",
    "import_article",
    "import_claims",
    "init",
    "link_claims",
    "list_users",
    "main",
    "merge_entities",
    "remove_claim",
    "remove_user",
    "review_claim",
    "serve",
    "show",
    "terms",
]

"""The `claims` command: parse, call one function of the workflow, print.

Each command stands in a module of this room, which is loaded when the command is used: so that each starts fast.
"""

from importlib import import_module
from typing import Any

from claims.cli.command import cli

MODULES = {
    "add_claim": "adding",
    "import_claims": "adding",
    "add_document": "adding",
    "import_article": "capturing",
    "draft_claims": "deciding",
    "decide_candidates": "deciding",
    "extraction_report": "reporting",
    "train_extractor": "training",
    "show": "looking",
    "history": "looking",
    "triage_claims": "assessing",
    "decide_assessments": "assessing",
    "triage_report": "assessing",
    "assess_claim": "judging",
    "add_evidence": "judging",
    "review_claim": "judging",
    "link_claims": "judging",
    "match_claims": "comparing",
    "deduplicate": "comparing",
    "match_names": "comparing",
    "merge_entities": "judging",
    "edit_claim": "correcting",
    "remove_claim": "correcting",
    "extract": "extracting",
    "match": "matching",
    "train_matching": "matching_training",
    "triage": "triaging",
    "train_triage": "triaging",
    "encode_claims": "encoding",
    "export_claims": "keeping",
    "check_database": "keeping",
    "build_database": "keeping",
    "init": "keeping",
    "serve": "keeping",
    "add_user": "accounts",
    "remove_user": "accounts",
    "list_users": "accounts",
    "terms": "looking",
}
"""The commands, what people do most first, and the module of each."""


def __getattr__(name: str) -> Any:
    """Return a command, or COMMANDS, all of them in their order; their modules are loaded now."""
    if name == "COMMANDS":
        return tuple(__getattr__(one) for one in MODULES)
    if name in MODULES:
        return getattr(import_module(f"claims.cli.{MODULES[name]}"), name)
    raise AttributeError(f"module 'claims.cli' has no attribute '{name}'")


cli.offer({name.replace("_", "-"): name for name in MODULES}, __getattr__)


def main() -> None:
    """Run the `claims` command."""
    cli()

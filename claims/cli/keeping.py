"""Commands that keep: build, export, check, carry elsewhere, serve."""

import sys
from pathlib import Path

import click

from claims.cli.adding import print_report, report_fields
from claims.cli.command import command, database_option, json_option, opened, print_json
from claims.exporters import EXPORTERS
from claims.settings import DEFAULT_HOST, DEFAULT_PORT, database_path, house_folder, user_folder
from claims.store.check import has_wal_reset_bug, sqlite_version
from claims.store.read import count_records
from claims.workflow import keeping


@command("build-database", "claims build-database --db db/claims.db")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@json_option
@database_option
def build_database(files: tuple[Path, ...], as_json: bool, database: Path | None) -> None:
    """Make a database from FILES of claims, or from the sample if none are named. Nothing is ever overwritten."""
    path = database_path(database)
    report = keeping.build_database(path, list(files) or None)
    if as_json:
        print_json({"database": str(path), **report_fields(report)})
    else:
        print_report(report, path)
    if report.bad_count:
        click.get_current_context().exit(1)


@command("export-claims", "claims export-claims --output claims.jsonl")
@click.option("--format", "format_name", type=click.Choice([exporter.name for exporter in EXPORTERS]), default="jsonl", show_default=True,
              help="jsonl is lossless; csv is for spreadsheets.")  # fmt: skip
@click.option("--output", "-o", type=click.Path(path_type=Path), help="A new file. [default: standard output]")
@click.option("--without-texts", is_flag=True, help="Leave the full texts of documents out (copyright).")
@database_option
def export_claims(format_name: str, output: Path | None, without_texts: bool, database: Path | None) -> None:
    """Write everything that is recorded, history aside."""
    with opened(database) as store:
        if output is None:
            keeping.export_claims(store, sys.stdout.buffer, format_name=format_name, with_texts=not without_texts)
            return
        with click.progressbar(length=count_records(store), label="Exporting", file=sys.stderr) as bar:
            counted = keeping.write_whole(
                output,
                lambda file: keeping.export_claims(store, file, format_name=format_name, with_texts=not without_texts, progress=bar.update),
            )
    click.echo(f"Wrote {counted:,} records to {output}.")


@command("check-database", "claims check-database || echo 'mend it'")
@json_option
@database_option
def check_database(as_json: bool, database: Path | None) -> None:
    """Check that a database is sound: one line a fault, and exit code 1 if there is any.

    Integrity, foreign keys, schema and triggers, vocabularies, search index, quotes against texts, chains of sources,
    cached columns, groups, the gate of verdicts, and every record against the rules.
    """
    with opened(database) as store:
        findings = keeping.check_database(store)
        counted = count_records(store)
    version = sqlite_version()
    if as_json:
        print_json({"findings": [finding._asdict() for finding in findings], "records": counted, "sqlite": version})
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(f"{counted:,} records checked, {len(findings)} faults. SQLite {version}.", err=bool(findings))
        if has_wal_reset_bug(version):
            click.echo(
                f"Warning: SQLite {version} has the WAL-reset bug (mended in 3.51.3), which can lose a commit when several "
                "programs write at once. Use a newer Python or SQLite.",
                err=True,
            )
    if findings:
        click.get_current_context().exit(1)


@command("init", "claims init ./newsroom-db && claims serve --db ./newsroom-db")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--empty", is_flag=True, help="Leave the sample claims out.")
def init(folder: Path | None, empty: bool) -> None:
    """Make a working db/ FOLDER of your own, with the sample claims in it; by default in your data directory (XDG)."""
    database = keeping.init_folder(folder or user_folder())
    keeping.build_database(database, [] if empty else None)
    click.echo(f"Made {database}. Next: claims serve --db {database}")


@command("serve", "claims serve --port 8002")
@click.option("--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True, help="Port to listen on.")
@click.option("--host", default=DEFAULT_HOST, show_default=True, help="Address to listen on; 0.0.0.0 lets others in.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True,
              help="Processes that answer; as many as the machine has cores for a busy site.")  # fmt: skip
@database_option
def serve(port: int, host: str, workers: int, database: Path | None) -> None:
    """Serve the site. Without a database yet, one is built from the sample first; an existing one is never overwritten."""
    path = database_path(database)
    if not path.exists():
        click.echo(f"No database at {path}: building one from the sample.", err=True)
        print_report(keeping.build_database(path), path)
    with opened(path):
        pass
    from claims.site import serve as serve_site  # noqa: PLC0415  (Datasette is slow to load and no other command needs it)

    folder = path.parent if (path.parent / "datasette.yaml").is_file() else house_folder()
    said = "Browse your claims at {}  (Ctrl-C stops)"
    serve_site(path, folder, host=host, port=port, workers=workers, on_ready=lambda url: click.echo(said.format(url)))

"""Where things are: the database, and the folder of migrations, pages and samples that came with this version."""

import getpass
import os
from collections.abc import Iterator
from pathlib import Path

from claims.errors import ClaimsError

DATABASE_NAME = "claims.db"
DEFAULT_PORT = 8001
DEFAULT_HOST = "127.0.0.1"
BUSY_TIMEOUT_S = 10.0
FOLDER = "claims"
"""Our folder among those of a person (XDG base directories)."""


def house_folder() -> Path:
    """Return the `db/` folder that belongs to this version: the checkout's, or the copy inside the wheel."""
    package = Path(__file__).resolve().parent
    packaged = package / "_db"
    return packaged if packaged.is_dir() else package.parent / "db"


def is_checkout() -> bool:
    """Tell whether this version runs from a checkout, whose own `db/` may be written."""
    return not (Path(__file__).resolve().parent / "_db").is_dir()


def user_folder() -> Path:
    """Return the folder that `claims init` fills when none is named (XDG base directories)."""
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base).expanduser() / FOLDER / "db"


def database_path(named: Path | None = None) -> Path:
    """Return the database to use: the one named, else $CLAIMS_DB, else the first of the known places that holds one.

    Where none exists yet, the place where one would be made is returned.
    """
    if named is not None:
        return named / DATABASE_NAME if named.is_dir() else named
    if configured := os.environ.get("CLAIMS_DB"):
        return database_path(Path(configured).expanduser())
    places = list(_places())
    return next((place for place in places if place.exists()), places[0])


def _places() -> Iterator[Path]:
    if is_checkout():
        yield house_folder() / DATABASE_NAME
        return
    yield Path.cwd() / "db" / DATABASE_NAME
    yield Path.cwd() / DATABASE_NAME
    yield user_folder() / DATABASE_NAME


def model_path() -> Path | None:
    """Return the model that the learned engine should use: the one $CLAIMS_MODEL names; None for the one that comes with the program."""
    configured = os.environ.get("CLAIMS_MODEL")
    return Path(configured).expanduser() if configured else None


def sentence_model_folder() -> Path | None:
    """Return the folder of the sentence model to use: the one $CLAIMS_SENTENCE_MODEL names; None for the one of the extra `semantic`."""
    configured = os.environ.get("CLAIMS_SENTENCE_MODEL")
    return Path(configured).expanduser() if configured else None


def cache_folder() -> Path:
    """Return the folder of what can be made again at any time (XDG base directories); it may not exist yet."""
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / FOLDER


def triage_model_path() -> Path | None:
    """Return the model that triage should use: the one $CLAIMS_TRIAGE_MODEL names; None for the one that comes with the program."""
    configured = os.environ.get("CLAIMS_TRIAGE_MODEL")
    return Path(configured).expanduser() if configured else None


def triage_rules_path() -> Path | None:
    """Return the file of one's own rules of triage: what $CLAIMS_TRIAGE_RULES names, else `triage.toml` in XDG's folder, if there."""
    if configured := os.environ.get("CLAIMS_TRIAGE_RULES"):
        return Path(configured).expanduser()
    usual = f"{os.environ.get('XDG_CONFIG_HOME') or os.path.expanduser('~/.config')}/{FOLDER}/triage.toml"  # noqa: PTH111  (asked often)
    return Path(usual) if os.path.isfile(usual) else None  # noqa: PTH113  (a folder that may not be read is no error here)


def current_person() -> str:
    """Return who is working: $CLAIMS_USER, else the login name."""
    try:
        return os.environ.get("CLAIMS_USER") or getpass.getuser()
    except (KeyError, OSError) as error:
        raise ClaimsError("Who is adding this? Set CLAIMS_USER, or give --by NAME.") from error

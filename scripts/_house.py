"""Run a script with the Python of this checkout's .venv, made first if there is none; a Python that has the program is used as it is."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent


def enter() -> None:
    """Start the running script again with the Python that has what it needs, unless this one has."""
    if find_spec("claims") and find_spec("sqlite_utils") and find_spec("pydantic"):
        return
    python = HOUSE / ".venv" / "bin" / "python"
    if subprocess.run([HOUSE / "scripts" / "install"], check=False).returncode:
        sys.exit(1)
    os.execv(python, [str(python), *sys.argv])  # noqa: S606  (our own interpreter, our own arguments)


enter()

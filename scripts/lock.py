#!/usr/bin/env python3
"""Pin every dependency with its hashes in requirements.lock (for maintainers; needs `uv`).

The first part of the file is what the program runs and is installed with, the second what its tests need on top.
"""

import subprocess
import tomllib
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
TEST_PART = "# What the tests need on top."
HEADING = "# Pins and hashes, made by scripts/lock.py. scripts/install takes the first part, with `test` both."
_OPTIONS = (
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--no-annotate",
    "--quiet",
)


def pins(*extras: str) -> dict[str, str]:
    """Return the pins of the program with some extras: a block of lines for each package."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    wanted += [one for extra in extras for one in project["project"]["optional-dependencies"][extra]]
    found = subprocess.run(
        ["uv", "pip", "compile", *_OPTIONS, "-"], input="\n".join(wanted), capture_output=True, text=True, check=True
    ).stdout
    blocks: dict[str, str] = {}
    for line in found.splitlines(keepends=True):
        if not line.startswith((" ", "#")):
            name = line.split("==")[0]
            blocks.setdefault(name, "")  # a package may have a pin for each range of Pythons
        if not line.startswith("#"):
            blocks[name] += line
    return blocks


def main() -> None:
    """Write the lock file."""
    program, everything = pins(), pins("test")
    for name in program:
        program[name] = everything[name]
    extra = {name: block for name, block in everything.items() if name not in program}
    text = "\n".join([HEADING, "".join(program.values()).rstrip(), "", TEST_PART, "".join(extra.values())])
    (HOUSE / "requirements.lock").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

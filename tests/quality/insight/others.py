"""Runs one system that is not ours for one purpose: `python others.py PURPOSE NAME FILE ...`, files as in the commands of ours.

    match NAME COLLECTION QUERIES OUTPUT      deduplicate NAME INPUT OUTPUT      triage NAME TRAIN INPUT OUTPUT --sought LABEL ...

What anybody could write in an afternoon is in `baselines.py`; libraries are in `peers.py`, for a Python that has them. This file is run
as a program of its own, so that it loads nothing else.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from quality.insight import baselines, peers
from quality.insight.rows import read, write


def main() -> None:
    """Run the system that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("purpose", choices=["match", "deduplicate", "triage"])
    parser.add_argument("name")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--sought", nargs="*", default=[])
    given = parser.parse_args()
    system = (baselines.SYSTEMS | peers.SYSTEMS)[given.purpose, given.name]
    *sources, target = given.files
    write(target, system(*map(read, sources), *([given.sought] if given.purpose == "triage" else [])))


if __name__ == "__main__":
    main()

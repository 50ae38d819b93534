"""Runs a command and prints the most memory that it held, in MB, as the last line: `python peak.py COMMAND ...`.

Linux counts what a parent held as its child's own peak, so that only a small parent, such as this one, gets a true figure.
"""

import resource
import subprocess
import sys


def main() -> int:
    """Run the command and return its exit code."""
    done = subprocess.run(sys.argv[1:], check=False)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    sys.stdout.write(f"\n{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit:.1f}\n")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())

"""Runs a command and prints what it cost as the last line, the most memory held in MB and the CPU seconds: `python peak.py COMMAND ...`.

Linux counts what a parent held as its child's own peak, so that only a small parent, such as this one, gets a true figure.
"""

import resource
import subprocess
import sys


def main() -> int:
    """Run the command and return its exit code."""
    done = subprocess.run(sys.argv[1:], check=False)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    cost = resource.getrusage(resource.RUSAGE_CHILDREN)
    sys.stdout.write(f"\n{cost.ru_maxrss / unit:.1f} {cost.ru_utime + cost.ru_stime:.3f}\n")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())

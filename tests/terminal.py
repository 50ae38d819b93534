"""A terminal of one's own in which a command runs: keys are typed when it shows what they answer."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CLAIMS = [sys.executable, "-m", "claims"]
PATIENCE_S = 60
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """A running command, what it has shown, and the keyboard."""

    def __init__(self, child: subprocess.Popen[bytes], controller: int) -> None:
        self._child = child
        self._controller = controller
        self.shown = ""
        """All that it has shown, with its colours."""
        self._read_up_to = 0

    def see(self, words: str) -> str:
        """Wait until the command shows some words after what was seen before, and return what it has shown up to them."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            plain = _ESCAPES.sub("", self.shown)
            place = plain.find(words, self._read_up_to)
            if place >= 0:
                seen, self._read_up_to = plain[self._read_up_to : place], place + len(words)
                return seen + words
            if not self._read():
                break
        raise AssertionError(f"never shown: {words!r}. Shown:\n{_ESCAPES.sub('', self.shown)}")

    def type(self, keys: str) -> None:
        """Type some keys; Enter is a carriage return."""
        time.sleep(0.05)
        os.write(self._controller, keys.encode())

    def end(self) -> int:
        """Read on until the command ends, and return its exit code."""
        deadline = time.monotonic() + PATIENCE_S
        while self._read() and time.monotonic() < deadline:
            pass
        return self._child.wait(timeout=PATIENCE_S)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._controller], [], [], 1)
        if not ready:
            return self._child.poll() is None
        try:
            chunk = os.read(self._controller, 65536)
        except OSError:
            return False
        self.shown += chunk.decode(errors="replace").replace("\r", "")
        return bool(chunk)


@contextmanager
def running(database: Path, *arguments: str, **environment: str) -> Iterator[Terminal]:
    """Run a command on a database in a wide terminal; it is ended with the block."""
    given = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    given |= {"CLAIMS_DB": str(database), "CLAIMS_USER": "tester", "PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm", "COLUMNS": "200"}
    controller, terminal = pty.openpty()
    child = subprocess.Popen(
        [*CLAIMS, *arguments], stdin=terminal, stdout=terminal, stderr=terminal, env=given | environment, start_new_session=True
    )
    os.close(terminal)
    try:
        yield Terminal(child, controller)
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()
        os.close(controller)

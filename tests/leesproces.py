"""The process that parses a file, forked from one that has loaded what it needs.

Loading takes longer than reading a small list. The product starts one from nothing for every
file, and so do the tests of reading itself (tests/pmiek/test_importing*.py).
"""

import json
import os
import resource
import signal
import subprocess
import sys
import threading

from pmiek.importing.child import READERS, main
from pmiek.importing.reader import ROOT

# seconds, and only so that nobody waits for ever: the product says what a file may take
GEDULD = 300
BEGIN = "import sys; sys.path.insert(0, sys.argv[1]); from tests.leesproces import bedien; bedien()"


class Leesproces:
    """Takes the place of `reader._run_child`."""

    def __init__(self):
        self._proces = subprocess.Popen(
            [sys.executable, "-I", "-B", "-c", BEGIN, str(ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={"PATH": os.environ.get("PATH", "")},
        )
        self._een_tegelijk = threading.Lock()

    def lees(self, kind, path, answer):
        vraag = [kind, str(path), f"/proc/{os.getpid()}/fd/{answer.fileno()}"]
        with self._een_tegelijk:
            self._proces.stdin.write(f"{json.dumps(vraag)}\n")
            self._proces.stdin.flush()
            return int(self._proces.stdout.readline())

    def stop(self):
        self._proces.communicate()


def rekentijd():
    """Seconds that the children of this process computed, which no other process lengthens."""
    gebruik = resource.getrusage(resource.RUSAGE_CHILDREN)
    return gebruik.ru_utime + gebruik.ru_stime


def bedien():
    """In the process: one child per line, and its exit code as the answer."""
    for module, _ in READERS.values():
        __import__(f"pmiek.importing.{module}")
    for vraag in sys.stdin:
        kind = os.fork()
        if not kind:
            _lees_en_stop(*json.loads(vraag))
        print(os.waitstatus_to_exitcode(os.waitpid(kind, 0)[1]), flush=True)


def _lees_en_stop(kind, path, answer):
    signal.alarm(GEDULD)
    code = 1
    try:
        with open(answer, "r+") as sys.stdout:
            code = main(kind, path)
    finally:
        os._exit(code)

"""The most memory this process has held."""

import resource
import sys
from pathlib import Path


def peak_bytes() -> int:
    """Peak resident set of this process since it started its program.

    On Linux it is read from /proc: ``getrusage`` also counts what the parent held at the fork.
    """
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024

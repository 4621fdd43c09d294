"""Where and with what a run was made."""

import os
import platform
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from colorquant import _core

from .peers import Peer


def describe(peers: Iterable[Peer]) -> dict[str, Any]:
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "cpu": _cpu_model(),
        "cores": _usable_cores(),
        "instruction_set": _core.instruction_set(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "versions": {peer.distribution: peer.version() for peer in peers},
    }


def _cpu_model() -> str:
    """The processor's name; Linux tells it only in a file."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _usable_cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

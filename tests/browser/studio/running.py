"""A studio that runs."""

import re
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Studio:
    """A studio in a process of its own."""

    files: list[Path] = field(default_factory=list)
    port: int = 0
    process: "subprocess.Popen[str] | None" = None
    address: str = ""

    def start(self) -> "Studio":
        """Start it, at the port that it had, and wait for its address."""
        options = ["studio", "--no-browser", "--port", str(self.port), *map(str, self.files)]
        command = [sys.executable, "-m", "colorquant", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        self.port = int(re.findall(r":(\d+)/", self.address)[0])
        return self

    def stop(self) -> None:
        """Stop it, as Ctrl-C does."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=30)

    @property
    def memory(self) -> int:
        """Bytes of the process that are in memory."""
        assert self.process is not None
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return 1024 * int(re.findall(r"VmRSS:\s+(\d+)", status)[0])

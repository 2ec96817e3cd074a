"""Sees to it that Chromium is there for the browser tests: finds it, or installs Debian's where that is possible."""

import os
import shutil
import subprocess
import sys

# The first is Chromium without its windows: the same pages in three quarters of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def find() -> str:
    """The path of a Chromium on this machine, or nothing."""
    return next((path for name in NAMES if (path := shutil.which(name))), "")


def main() -> None:
    """Install Chromium where this is Debian and we may; otherwise say what follows."""
    if find():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium for the browser tests …", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], *(["install", "--yes", "--no-install-recommends", name] for name in NAMES[:2])):
            if not find():
                command = ["apt-get", "--quiet", "--quiet", *words]
                subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL)
    if not find():
        print("No Chromium here: the browser tests are skipped. On Debian: apt install chromium", file=sys.stderr)


if __name__ == "__main__":
    main()

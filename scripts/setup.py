"""Makes the virtual environment and installs what is pinned. Plain Python of any version, to say what is missing."""

import hashlib
import os
import subprocess
import sys

OLDEST = (3, 11)


def stop(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.exit(1)


def digest(paths: "list[str]") -> str:
    total = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as file:
            total.update(file.read())
    return total.hexdigest()


def make(folder: str) -> None:
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop("This Python has no venv module. On Debian and Ubuntu: apt install python3-venv")
    subprocess.check_call([sys.executable, "-m", "venv", folder])


def main(folder: str, what: str) -> None:
    if sys.version_info < OLDEST:
        stop(
            "The toolbox needs Python 3.11 or newer; this is %d.%d. "
            "If you have a newer one: make run PYTHON=python3.12" % sys.version_info[:2]
        )
    requirements = "requirements/%s.txt" % what
    python = os.path.join(folder, "Scripts" if os.name == "nt" else "bin", "python")
    if not os.path.exists(python):
        make(folder)
    now = digest([requirements, "pyproject.toml"])
    stamp = os.path.join(folder, ".installed-" + what)
    if os.path.exists(stamp):
        with open(stamp) as file:
            if file.read() == now:
                return
    print("Setting up (once; a few minutes on a slow line) …", flush=True)
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    try:
        subprocess.check_call(pip + ["--require-hashes", "--requirement", requirements])
        subprocess.check_call(pip + ["--no-deps", "--no-build-isolation", "--editable", "."])
    except subprocess.CalledProcessError:
        stop("Setting up did not work. Is there a connection to a package index, and room on the disk?")
    with open(stamp, "w") as file:
        file.write(now)


main(*sys.argv[1:3])

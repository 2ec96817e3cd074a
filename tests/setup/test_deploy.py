"""A host copies the files of `deploy/` to where their first lines say: each is what its program takes.

The container files can only be read here: there is nothing to build them with.
"""

import os
import re
import shutil
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.running import ROOT, environment, free_port, serving
from toolbox.site.settings import env

DEPLOY = ROOT / "deploy"
KNOWN = {setting.name for setting in env.known}


def program(name: str) -> str:
    """Where a program is; the test is skipped where it is not, but never in CI."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        assert not os.environ.get("CI"), f"{name} is not on this computer"
        pytest.skip(f"{name} is not on this computer")
    return found


def run(*command: str | Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    kept = {**os.environ, **settings}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=kept)


def named(text: str) -> set[str]:
    return set(re.findall(r"\b(?:TOOLBOX_[A-Z_]+|HOST|PORT|DATABASE_URL)(?==|: )", text))


def test_systemd_takes_the_service(tmp_path: Path) -> None:
    unit = (DEPLOY / "toolbox.service").read_text()
    file = tmp_path / "toolbox.service"
    file.write_text(unit.replace("/srv/toolbox/code/.venv/bin/toolbox", "/bin/true"))
    done = run(program("systemd-analyze"), "verify", file)
    assert (done.returncode, done.stderr) == (0, "")
    file.write_text(file.read_text().replace("ProtectSystem=strict", "ProtectSystm=strict"))
    assert "ProtectSystm" in run(program("systemd-analyze"), "verify", file).stderr, "a mistake would be told"


def test_the_service_keeps_memory_and_codes_off_the_disk() -> None:
    unit = (DEPLOY / "toolbox.service").read_text()
    for line in ("LimitCORE=0", "MemorySwapMax=0", "StandardOutput=null", "UMask=0077"):
        assert re.search(f"^{line}$", unit, re.M)
    folders = re.search(r"^ReadWritePaths=(.*)$", unit, re.M)
    assert folders
    settings = (DEPLOY / "settings.example").read_text()
    assert set(folders[1].split()) == set(re.findall(r"^TOOLBOX_(?:DATA|KEYS|BACKUPS)=(.*)$", settings, re.M))


def test_the_settings_are_settings() -> None:
    for name in ("settings.example", "Containerfile", "compose.yaml"):
        found = named((DEPLOY / name).read_text())
        assert found
        assert found <= KNOWN, name


def test_the_command_runs_with_the_settings_of_the_service(tmp_path: Path) -> None:
    settings = (DEPLOY / "settings.example").read_text().replace("/srv/toolbox", str(tmp_path))
    (tmp_path / "settings").write_text(settings)
    done = subprocess.run(
        ["sh", str(DEPLOY / "toolbox"), "settings"],
        env={**environment(tmp_path), "SETTINGS": str(tmp_path / "settings"), "WHERE": str(tmp_path), "AS": "",
             "CODE": str(ROOT), "TOOLBOX_DATA": str(tmp_path / "elsewhere")},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "TOOLBOX_NAME = Riverbend Toolbox" in done.stdout
    assert f"TOOLBOX_KEYS = {tmp_path}/keys" in done.stdout
    assert f"TOOLBOX_DATA = {tmp_path}/elsewhere" in done.stdout, "what is set before it wins"


def test_caddy_stands_in_front_and_keeps_no_word(tmp_path: Path) -> None:
    caddy = program("caddy")
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    done = run(caddy, "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile", **home)
    assert done.returncode == 0, done.stderr
    port = free_port()
    with serving(tmp_path) as running:
        ours = (DEPLOY / "Caddyfile").read_text().replace("toolbox.example.org {", f"http://127.0.0.1:{port} {{")
        file = tmp_path / "Caddyfile"
        file.write_text(ours.replace("127.0.0.1:8000", f"127.0.0.1:{running.port}"))
        start = (caddy, "start", "--adapter", "caddyfile", "--config", file, "--pidfile", tmp_path / "pid")
        with (tmp_path / "said").open("wb") as output:  # it stays, and would keep a pipe open
            subprocess.run(start, stdout=output, stderr=output, env={**os.environ, **home}, timeout=60, check=True)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/library/?q=zuzanna", timeout=20) as answer:
                assert "Library" in answer.read().decode()
        finally:
            os.kill(int((tmp_path / "pid").read_text()), 15)
    written = [path for path in tmp_path.rglob("*") if path.is_file() and b"zuzanna" in path.read_bytes()]
    assert written == []


def test_tor_takes_the_onion_service(tmp_path: Path) -> None:
    tor = program("tor")
    tmp_path.chmod(0o700)
    file = tmp_path / "torrc"
    file.write_text((DEPLOY / "torrc").read_text().replace("/var/lib/tor/toolbox/", str(tmp_path / "onion")))
    command = (tor, "--verify-config", "-f", file, "--defaults-torrc", "/dev/null", "--DataDirectory", tmp_path / "d")
    done = run(*command)
    assert done.returncode == 0, done.stdout
    assert "Configuration was valid" in done.stdout
    file.write_text(file.read_text() + "HiddenServicePrt 80\n")
    assert run(*command).returncode != 0, "a mistake would be told"


def test_the_container_copies_what_is_there() -> None:
    text = (DEPLOY / "Containerfile").read_text()
    sources = [word for line in re.findall(r"^COPY (.*) \S+$", text, re.M) for word in line.split()]
    assert {"toolbox", "content", "locale", "requirements/run.txt"} <= set(sources)
    assert all((ROOT / source).exists() for source in sources)
    folders = set(re.findall(r"/srv/toolbox/(?:data|keys|backups)\b", text))
    assert folders == set(re.findall(r"/srv/toolbox/(?:data|keys|backups)\b", (DEPLOY / "compose.yaml").read_text()))
    assert "- 127.0.0.1:8000:8000" in (DEPLOY / "compose.yaml").read_text(), "only a proxy here reaches it"

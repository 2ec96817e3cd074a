"""Starting a toolbox: what works at once, and the sentence for each thing that can go wrong."""

import json
import os
import resource
import runpy
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.running import ROOT, environment, free_port, serving, toolbox


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        text: str = answer.read().decode()
        return text


def test_a_first_start_has_the_library_and_a_second_keeps_it(tmp_path: Path) -> None:
    with serving(tmp_path) as running:
        assert "What others built, and how to begin" in page(f"{running.address}/")
        assert "Food Not Bombs" in page(f"{running.address}/library/?q=food+not+boms")
        assert "The library is loaded: 124 entries." in running.output()
    assert toolbox(tmp_path, "library", "edit", "food-not-bombs", "status=dormant").returncode == 0
    with serving(tmp_path) as running:
        assert "dormant" in page(f"{running.address}/library/food-not-bombs/")
        assert "is loaded" not in running.output()


def test_a_change_from_the_command_line_shows_at_once(tmp_path: Path) -> None:
    with serving(tmp_path, TOOLBOX_WORKERS="2") as running:
        assert "Riverbend Fridge" not in page(f"{running.address}/library/?q=riverbend")
        fields = ["name=Riverbend Fridge", "kind=organisation", "category=food", "offers=A public fridge."]
        assert toolbox(tmp_path, "library", "add", *fields).returncode == 0
        for _worker in range(6):
            assert "Riverbend Fridge" in page(f"{running.address}/library/riverbend-fridge/")


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = toolbox(tmp_path, "serve", PORT=str(other.getsockname()[1]))
    assert done.returncode == 1
    assert "is taken" in done.stderr
    assert "PORT=8001 make run" in done.stderr


def test_a_host_that_is_not_ours(tmp_path: Path) -> None:
    done = toolbox(tmp_path, "serve", HOST="203.0.113.7", PORT=str(free_port()))
    assert done.returncode == 1
    assert "HOST=203.0.113.7 is not an address of this computer" in done.stderr


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = toolbox(tmp_path, "serve", TOOLBOX_DATA=str(tmp_path / "file" / "data"))
    assert done.returncode == 1
    assert "cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "many", "PORT must be a whole number from 1 to 65535."),
        ("PORT", "70000", "PORT must be a whole number from 1 to 65535."),
        ("TOOLBOX_DEBUG", "maybe", "TOOLBOX_DEBUG must be yes or no."),
        ("TOOLBOX_ADDRESS", "https://[x", "and a name after it."),
        ("TOOLBOX_ADDRESS", "https://", "and a name after it."),
        ("TOOLBOX_HOSTS", "http://a.example.org", "no http:// and no slash."),
        ("TOOLBOX_BACKUP_TO", "age1" + "q" * 58, "TOOLBOX_BACKUP_TO"),
        ("TOOLBOX_DATA", "~nobody-at-all/data", "somebody’s home that is not there"),
        (
            "TOOLBOX_ADDRESS",
            "toolbox.example.org",
            "TOOLBOX_ADDRESS must begin with https:// or http://, and a name after it.",
        ),
    ],
)
def test_a_wrong_setting(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    done = toolbox(tmp_path, "serve", **{name: value})
    assert done.returncode == 1
    assert sentence in done.stderr


def test_a_database_that_is_newer_than_the_code(tmp_path: Path) -> None:
    assert toolbox(tmp_path, "library", "find", "bail").returncode == 0
    with sqlite3.connect(tmp_path / "data" / "toolbox.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('library', '9999_from_tomorrow', '2030-01-01')"
        )
    database.close()
    done = toolbox(tmp_path, "serve", PORT=str(free_port()))
    assert done.returncode == 1
    assert "newer version of the toolbox" in done.stderr


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "toolbox.sqlite3").write_bytes(b"something else entirely " * 100)
    done = toolbox(tmp_path, "serve", PORT=str(free_port()))
    assert done.returncode == 1
    assert "cannot be opened" in done.stderr


def test_an_old_python_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 0))
    monkeypatch.setattr(sys, "argv", ["setup.py", ".venv", "run"])
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(str(ROOT / "scripts" / "setup.py"))
    assert stopped.value.code == 1
    assert "needs Python 3.11 or newer; this is 3.9" in capsys.readouterr().err


def test_help_teaches(tmp_path: Path) -> None:
    done = toolbox(tmp_path, "--help")
    assert done.returncode == 0
    assert "Begin here" in done.stdout
    for command in ("serve", "library", "settings"):
        assert command in done.stdout
    for command in ("load", "edit", "add", "retire", "check-links", "import-hsds", "review", "export", "find"):
        assert command in toolbox(tmp_path, "library", "--help").stdout
    assert not (tmp_path / "data" / "toolbox.sqlite3").exists(), "asking for help makes no database"


def test_settings_are_shown_with_what_they_are(tmp_path: Path) -> None:
    shown = toolbox(tmp_path, "settings", TOOLBOX_NAME="Riverbend").stdout
    assert "TOOLBOX_NAME = Riverbend" in shown
    assert "PORT (not set: 8000)" in shown


def big_list(tmp_path: Path, rows: int = 5000) -> Path:
    file = tmp_path / "big.json"
    entries = [
        {
            "slug": f"made-up-{n}",
            "name": f"Made up {n}",
            "kind": "guide",
            "category": "food",
            "offers": "Shows how. " * 20,
        }
        for n in range(rows)
    ]
    file.write_text(json.dumps({"format": "mutual-aid-toolbox-library", "version": 1, "resources": entries}))
    return file


def count(tmp_path: Path) -> int:
    database = sqlite3.connect(tmp_path / "data" / "toolbox.sqlite3")
    try:
        number: int = database.execute("SELECT count(*) FROM library_resource").fetchone()[0]
        return number
    finally:
        database.close()


def test_a_full_disk_loads_nothing_and_says_so(tmp_path: Path) -> None:
    assert toolbox(tmp_path, "library", "find", "bail").returncode == 0
    file = big_list(tmp_path)
    room = (tmp_path / "data" / "toolbox.sqlite3").stat().st_size + 300_000

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = subprocess.run(
        [sys.executable, "-m", "toolbox", "library", "load", str(file)],
        cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=False,
        preexec_fn=little_room, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Is the disk full?" in done.stderr
    assert count(tmp_path) == 124


def test_a_killed_load_leaves_all_or_nothing(tmp_path: Path) -> None:
    assert toolbox(tmp_path, "library", "find", "bail").returncode == 0
    file = big_list(tmp_path)
    for delay in (0.4, 0.7, 1.0):
        process = subprocess.Popen(
            [sys.executable, "-m", "toolbox", "library", "load", str(file)],
            cwd=ROOT, env=environment(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        assert count(tmp_path) in {124, 5124}
    assert toolbox(tmp_path, "library", "load", str(file)).returncode == 0
    assert count(tmp_path) == 5124


def test_stopping_is_quiet_and_quick(tmp_path: Path) -> None:
    with serving(tmp_path) as running:
        begun = time.monotonic()
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(20) == 0
    assert time.monotonic() - begun < 15
    assert "Traceback" not in running.output()


def test_a_folder_that_others_use_is_left_alone(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "letter.txt").write_text("not ours")
    shared.chmod(0o755)
    done = toolbox(tmp_path, "serve", TOOLBOX_DATA=str(shared))
    assert done.returncode == 1
    assert "holds other things" in done.stderr
    assert shared.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize(("name", "value"), [("TOOLBOX_DATA", "/"), ("PORT", "9" * 5000)])
def test_settings_that_nobody_can_mean(tmp_path: Path, name: str, value: str) -> None:
    done = toolbox(tmp_path, "serve", **{name: value})
    assert done.returncode == 1
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_no_hosts_means_the_usual_ones(tmp_path: Path) -> None:
    with serving(tmp_path, TOOLBOX_HOSTS=" ") as running:
        assert "Library" in page(f"{running.address}/")


def test_without_its_keys_a_database_is_left_as_it_is(tmp_path: Path) -> None:
    assert toolbox(tmp_path, "sweep").returncode == 0
    (tmp_path / "data-keys" / "pepper").unlink()
    refused = toolbox(tmp_path, "sweep")
    assert "Nobody could sign in." in refused.stderr
    assert not (tmp_path / "data-keys" / "pepper").exists(), "nothing was changed"
    elsewhere = toolbox(tmp_path, "sweep", TOOLBOX_KEYS=str(tmp_path / "other"))
    assert "Nobody could sign in." in elsewhere.stderr
    assert not list((tmp_path / "other").glob("*"))


@pytest.mark.parametrize("damage", [b"", b"not a key", "clé".encode("latin-1")])
def test_a_damaged_key_is_a_sentence(tmp_path: Path, damage: bytes) -> None:
    assert toolbox(tmp_path, "sweep").returncode == 0
    (tmp_path / "data-keys" / "pepper").write_bytes(damage)
    refused = toolbox(tmp_path, "sweep")
    assert "is damaged" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert (tmp_path / "data-keys" / "pepper").read_bytes() == damage

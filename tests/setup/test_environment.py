"""An environment is created once, and only trusted when it is complete."""

import json
import os
import sys
import threading
from pathlib import Path

import pytest


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_the_first_start_installs_the_lock_by_hash_and_then_the_project(module, calls, checkout, capsys) -> None:
    environment = module.Environment(checkout)
    environment.ensure()
    lock, project = calls.installs
    assert {"--require-hashes", "requirements.lock", "--no-deps"} <= set(lock)
    assert {"--editable", "--no-build-isolation", "--no-deps"} <= set(project)
    assert environment.reason_to_build() == ""
    assert capsys.readouterr().err.count("Making .venv") == 1


def test_the_pip_outside_installs_into_the_environment_which_needs_none_of_its_own(module, calls, checkout) -> None:
    environment = module.Environment(checkout)
    environment.ensure()
    (venv,) = [command for command in calls.commands if "venv" in command]
    assert "--without-pip" in venv
    for command in calls.installs:
        assert command[command.index("--python") + 1] == str(environment.python)


def test_the_systems_packages_are_never_touched(module, calls, checkout) -> None:
    module.Environment(checkout).ensure()
    for command in calls.commands:
        assert not {"--break-system-packages", "--user", "--system-site-packages"} & set(command)
    assert all("--python" in command for command in calls.installs)


def test_a_persons_own_settings_do_not_lead_pip_elsewhere(module, calls, checkout, monkeypatch) -> None:
    for name in ("PIP_TARGET", "PIP_PREFIX", "PIP_CONSTRAINT", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "/elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PIP_REQUIRE_VIRTUALENV", "1")
    monkeypatch.setenv("PIP_PROXY", "proxy.invalid:1")
    environment = module.Environment(checkout)
    environment.ensure()
    for environ in calls.environs:
        assert "/elsewhere" not in environ.values()
        assert environ["PIP_USER"] == environ["PIP_REQUIRE_VIRTUALENV"] == "0"
        assert environ["VIRTUAL_ENV"] == str(environment.folder)
        assert environ["PIP_PROXY"] == "proxy.invalid:1", "how to reach packages is the person's to say"


def test_the_second_start_runs_nothing(built, calls) -> None:
    built.ensure()
    assert calls.commands == []


def test_a_changed_lock_is_noticed(built, calls) -> None:
    change(built.root / "requirements.lock", "==", "==1!")
    assert built.reason_to_build() == "requirements.lock changed"
    built.ensure()
    assert len(calls.installs) == 2
    assert built.reason_to_build() == ""


def test_changed_dependencies_and_entry_points_are_noticed(built) -> None:
    change(built.root / "pyproject.toml", "wayin.cli:main", "wayin.cli:start")
    assert built.reason_to_build() == "pyproject.toml changed"


def test_changed_settings_of_the_linters_install_nothing(built) -> None:
    change(built.root / "pyproject.toml", "line-length = 120", "line-length = 100")
    assert built.reason_to_build() == ""


def test_another_python_is_noticed(module, built, monkeypatch) -> None:
    monkeypatch.setattr(module.sys, "version", "3.99.0 (main)")
    assert built.reason_to_build() == "Python changed"


def test_a_moved_checkout_is_noticed(module, built, calls) -> None:
    moved = module.Environment(built.root.rename(built.root.with_name("moved")))
    assert moved.reason_to_build() == "the folder changed"
    moved.ensure()
    assert moved.reason_to_build() == ""


def test_an_environment_whose_python_is_gone_is_made_again(built, calls) -> None:
    built.python.unlink()
    built.ensure()
    assert len(calls.installs) == 2
    assert built.python.exists()


def test_an_environment_of_another_tool_is_replaced(module, calls, checkout) -> None:
    environment = module.Environment(checkout)
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    (environment.folder / "left-over").touch()
    environment.ensure()
    assert not (environment.folder / "left-over").exists()
    assert environment.reason_to_build() == ""


@pytest.mark.parametrize("step", ["venv", "--require-hashes", "--editable"])
def test_an_interrupted_build_is_repaired_by_the_next_start(module, calls, checkout, step) -> None:
    environment = module.Environment(checkout)
    calls.fail_at = step
    with pytest.raises(SystemExit):
        environment.ensure()
    assert environment.reason_to_build()
    calls.fail_at = ""
    environment.ensure()
    assert environment.reason_to_build() == ""


def test_the_stamp_is_removed_before_any_file_of_an_old_environment(module, built, calls, monkeypatch) -> None:
    change(built.root / "requirements.lock", "==", "==1!")
    monkeypatch.setattr(module.shutil, "rmtree", lambda folder: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        built.ensure()
    assert built.python.exists()
    assert not built.stamp.exists()


def test_a_truncated_stamp_is_ignored(built) -> None:
    built.stamp.write_text(built.stamp.read_text("utf-8")[:20], "utf-8")
    assert built.reason_to_build()


def test_two_starts_at_once_build_once(module, calls, checkout, monkeypatch) -> None:
    started = threading.Event()

    def wait(command, **settings):
        started.wait()
        return calls(command, **settings)

    monkeypatch.setattr(module.subprocess, "run", wait)
    starts = [threading.Thread(target=module.Environment(checkout).ensure) for _ in range(3)]
    for start in starts:
        start.start()
    started.set()
    for start in starts:
        start.join()
    assert len(calls.installs) == 2


def test_without_pip_the_old_environment_stays_and_a_message_says_what_to_do(built, calls) -> None:
    change(built.root / "requirements.lock", "==", "==1!")
    calls.fail_at = "--version"
    with pytest.raises(SystemExit, match=r"needs pip 22\.3 or newer.*python3-pip"):
        built.ensure()
    assert built.python.exists()


def test_without_a_network_the_first_start_says_so(module, calls, checkout) -> None:
    calls.fail_at = "--require-hashes"
    calls.stderr = (
        "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError()': /simple/babel/"
    )
    with pytest.raises(SystemExit, match="the first start needs the network"):
        module.Environment(checkout).ensure()


def test_what_pip_says_about_a_failure_is_shown(module, calls, checkout) -> None:
    calls.fail_at = "--require-hashes"
    calls.stderr = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"
    with pytest.raises(SystemExit, match=r"(?s)DO NOT MATCH THE HASHES.*pip could not install"):
        module.Environment(checkout).ensure()


def test_started_from_inside_the_environment_the_python_outside_rebuilds_it(module, built, calls, monkeypatch) -> None:
    change(built.root / "requirements.lock", "==", "==1!")
    monkeypatch.setattr(module.sys, "prefix", str(built.folder))
    monkeypatch.setattr(module.sys, "_base_executable", "python-outside", raising=False)
    built.ensure()
    assert {command[0] for command in calls.commands} == {"python-outside"}


def test_the_stamp_can_be_read_by_a_person(built) -> None:
    assert list(json.loads(built.stamp.read_text("utf-8"))) == [
        "requirements.lock", "pyproject.toml", "Python", "the folder",
    ]  # fmt: skip


def test_bytecode_is_kept_whatever_the_shell_says(module, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(module.os, "environ", os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})
    assert "PYTHONDONTWRITEBYTECODE" not in module.Environment(tmp_path).variables()


def test_modules_start_in_the_checkout_with_its_commands_first_on_the_path(module, tmp_path, monkeypatch) -> None:
    environment = module.Environment(tmp_path)
    environment.python = Path(sys.executable)
    (tmp_path / "said.py").write_text("raise SystemExit(0)")
    monkeypatch.setattr(module.os, "environ", os.environ | {"PYTHONPATH": str(tmp_path)})
    assert environment.run("said") == 1, "neither PYTHONPATH nor the current folder is imported from"
    assert environment.variables()["PATH"].startswith(str(environment.python.parent))
    assert environment.run("timeit", "-n1", "import os; assert os.getcwd() == " + repr(os.path.realpath(tmp_path))) == 0

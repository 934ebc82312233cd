"""Completion scripts: shells can read them, and they offer what there is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from refundletters.cli.command_table import COMMANDS
from refundletters.packs.letters import letter_metas
from refundletters.packs.roots import shipped_roots


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_command_option_and_document_is_offered(cli, shell) -> None:
    done = cli("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert "\n# Save this as " in done.out
    for entry in COMMANDS:
        assert entry.name in done.out
        for option in entry.options:
            long = option.names[-1]
            assert (f"-l {long[2:]}" if shell == "fish" else long) in done.out
    for document in letter_metas(shipped_roots()):
        assert document in done.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_can_read_its_script(cli, shell, tmp_path) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "completion"
    script.write_text(cli("completion", shell).out, encoding="utf-8")
    done = subprocess.run([program, "-n", script], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


COMPLETED = {
    "a command": (["refundletters", "doc"], ["documents"]),
    "an option": (["refundletters", "plan", "--js"], ["--json"]),
    "a document": (["refundletters", "write", "card-d"], ["card-dispute"]),
    "a format": (["refundletters", "write", "x", "--format", "do"], ["docx"]),
    "a case by its number": (["refundletters", "plan", "2"], ["2"]),
    "a shell": (["refundletters", "completion", "z"], ["zsh"]),
    "a case file": (["refundletters", "plan", "--case", "my-c"], ["my-case.toml"]),
    "an action": (["refundletters", "translate", "ch"], ["check"]),
}


@pytest.mark.parametrize(("words", "expected"), COMPLETED.values(), ids=COMPLETED)
def test_bash_completes(cli, tmp_path: Path, words, expected) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    (tmp_path / "my-case.toml").touch()
    script = tmp_path / "completion"
    script.write_text(cli("completion", "bash").out, encoding="utf-8")
    typed = " ".join(words)
    program = tmp_path / "refundletters"
    program.write_text("#!/bin/sh\nprintf '1\\tNetflix\\n2\\tSpotify\\n'\n", encoding="utf-8")
    program.chmod(0o700)
    ask = (
        f"PATH={tmp_path}:$PATH; source {script}; COMP_WORDS=({typed});"
        f" COMP_CWORD={len(words) - 1};"
        ' _refundletters; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        [bash, "-c", ask], capture_output=True, encoding="utf-8", cwd=tmp_path, check=True
    )
    assert done.stdout.split() == expected
    assert done.stderr == ""

"""The tests of checks and constraints notice at least nine in ten of the mistakes that are put into them on purpose."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = ["src/matchmaker/checks.py", "src/matchmaker/constraints.py"]
pytest_add_cli_args_test_selection = ["tests/matchmaker/test_checks.py", "tests/matchmaker/test_constraints.py"]
track_dependencies = false

[tool.pytest.ini_options]
pythonpath = ["src", "."]
addopts = "--import-mode=importlib -q"
"""


@pytest.mark.prove
@pytest.mark.once
def test_mistakes_in_checks_and_constraints_are_noticed(tmp_path, figure):
    for folder in ("src/matchmaker", "tests/matchmaker"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "pyproject.toml").write_text(SETTINGS)
    make_environment(tmp_path / "venv")
    for command in ("run", "export-cicd-stats"):
        run_mutmut(command, tmp_path)
    found = json.loads((tmp_path / "mutants/mutmut-cicd-stats.json").read_text())
    figure(f"{found['killed']} of {found['total']} mutants killed ({found['killed'] / found['total']:.1%})")
    assert found["total"] > 250
    assert found["killed"] >= 0.9 * found["total"], run_mutmut("results", tmp_path)


def make_environment(folder):
    """Make an environment of its own: the tool brings a package that changes how a server's processes are named."""
    uv = str(Path(sys.executable).with_name("uv"))
    lock = ROOT / "requirements" / "mutants.lock"
    subprocess.run([uv, "--quiet", "venv", "--python", sys.executable, folder], check=True)
    subprocess.run(
        [uv, "--quiet", "pip", "sync", "--python", folder / "bin/python", "--require-hashes", lock],
        check=True,
    )


def run_mutmut(command, folder):
    """Run the tool without the plugins of this run, which want the settings of the whole house."""
    done = subprocess.run(
        [folder / "venv/bin/python", "-m", "mutmut", command],
        cwd=folder,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    return done.stdout

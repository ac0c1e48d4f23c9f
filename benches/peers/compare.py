"""Runs the means test in Upfront and in other engines, one after the other, and prints one table.

    python compare.py FOLDER UPFRONT...

FOLDER is where everything is written; UPFRONT is the command that runs the tool.
"""

import datetime
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from people import people

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SITE = """\
title: A means test
published by: council
language: en-GB
contact: {email: care@example.org}
accessibility:
  status: partially
  issues: [It is never published.]
  contact: care@example.org
  tested on: 2026-01-01
  tested by: nobody
  prepared: 2026-01-01
  reviewed: 2026-01-01
"""


def run(*command: str | Path, at: Path = HERE) -> str:
    done = subprocess.run([str(part) for part in command], cwd=at, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(str(part) for part in command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def scheme(folder: Path, upfront: list[str]) -> Path:
    """The rules of `benches/means_test`, as the tool writes them down."""
    site = folder / "site"
    rules = site / "schemes/nowhere/2026-27"
    rules.mkdir(parents=True, exist_ok=True)
    (site / "site.yaml").write_text(SITE)
    shutil.copy(ROOT / "benches/means_test/rules.yaml", rules)
    run(*upfront, "build", site, "--out", folder / "built", at=ROOT)
    return folder / "built/nowhere/2026-27/scheme.json"


def main() -> None:
    folder, upfront = Path(sys.argv[1]).resolve(), sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    everybody = people()
    file = folder / "people.json"
    file.write_text(json.dumps(everybody))
    rules = scheme(folder, upfront)
    python = folder / "venv/bin/python"
    lines = run("cargo", "run", "--release", "--locked", "--quiet", "--package", "upfront-engine", "--example", "peers", "--", rules, file, at=ROOT)
    lines += run("node", "one_by_one.mjs", file)
    for which in ("numpy", "openfisca", "policyengine"):
        lines += run(python, "-B", "in_columns.py", which, file)
    rows = [json.loads(line) for line in lines.splitlines() if line.startswith("{")]
    rows.sort(key=lambda row: -row["rate"])
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg()) if hasattr(os, "getloadavg") else "not known"
    print(f"{datetime.date.today()}; {len(everybody):,} people; {os.cpu_count()} cores, load {load}\n")
    print("| engine | how | people a second of one core | right to the penny | handed back exactly |")
    print("| --- | --- | --- | --- | --- |")
    for row in rows:
        right = len(everybody) - row["wrong"]
        exact = len(everybody) - row["inexact"]
        rate = float(f"{row['rate']:.3g}")
        print(f"| {row['name']} {row['version']} | {row['how']} | {rate:,.0f} | {right:,} | {exact:,} |")


if __name__ == "__main__":
    main()

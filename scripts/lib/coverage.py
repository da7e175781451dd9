# SPDX-License-Identifier: MIT
"""Which lines and branches of the module have run, as gcov counts them.
   coverage.py prepare OUT FOLDER     FOLDER gets places for the counts of a build (make COVERAGE=1) in OUT, which processes
                                      of any user may write: with GCOV_PREFIX=FOLDER and the GCOV_PREFIX_STRIP it prints
   coverage.py report ROOT FOLDER     prints each folder's share and fails below what is asked of domain and api; the
                                      last line reads `N passed, N failed`
"""
import json
import os
import shutil
import subprocess
import sys

WANTED = {"api": (90, 80), "domain": (90, 80)}


def prepare(out, folder):
    for where, _, names in os.walk(out):
        place = os.path.join(folder, os.path.relpath(where, out))
        os.makedirs(place, exist_ok=True)
        os.chmod(place, 0o777)
        for name in names:
            if name.endswith(".gcno"):
                shutil.copy(os.path.join(where, name), place)
                counts = os.path.join(place, name[:-len("gcno")] + "gcda")
                with open(counts, "w", encoding="ascii"):
                    os.chmod(counts, 0o666)
    print(os.path.realpath(out).strip("/").count("/") + 1)


def shares(files):
    """Folder -> share of its lines and of its branches that have run, in percent."""
    totals = {}
    for file in files:
        folder = file["filename"].split("/")[1]
        total = totals.setdefault(folder, [0, 0, 0, 0])
        for n, name in enumerate(("line_covered", "line_total", "branch_covered", "branch_total")):
            total[n] += file[name]
    return {folder: (100 * t[0] / max(t[1], 1), 100 * t[2] / max(t[3], 1)) for folder, t in totals.items()}


def report(root, folder):
    summary = os.path.join(folder, "summary.json")
    subprocess.run(["gcovr", "--root", root, "--filter", os.path.join(root, "mod_osticket_rest") + "/[a-z]*/",
                    "--exclude-throw-branches", "--exclude-unreachable-branches", "--json-summary", summary, folder], check=True,
                   stdout=subprocess.DEVNULL)
    with open(summary, encoding="utf-8") as f:
        found = shares(json.load(f)["files"])
    failed = 0
    for name, (lines, branches) in sorted(found.items()):
        print("%-8s %5.1f %% of lines, %5.1f %% of branches" % (name, lines, branches))
    for name, (lines, branches) in WANTED.items():
        if name not in found or found[name][0] < lines or found[name][1] < branches:
            failed += 1
            print("FAIL coverage of %s: at least %d %% of lines and %d %% of branches" % (name, lines, branches))
    print("%d passed, %d failed" % (len(WANTED) - failed, failed))
    return 1 if failed else 0


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ("prepare", "report"):
        raise SystemExit(__doc__)
    return prepare(*sys.argv[2:]) if sys.argv[1] == "prepare" else report(*sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())

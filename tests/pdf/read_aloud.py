"""outloud's verdict on PDFs: prints what it finds, and ends with status 1 where that is an error.

A table that goes on shows its head row again, as an artifact, because a screen reader has read the first one. outloud calls such a row prose
that is kept from its listeners, unless it stands on three pages. Here it is no error where the page before shows the same row.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pymupdf


def lines(page: pymupdf.Page) -> set[str]:
    rows: dict[int, list[tuple[float, str]]] = {}
    for x, _, _, bottom, word, *_ in page.get_text("words"):
        rows.setdefault(round(bottom), []).append((x, word))
    return {" ".join(word for _, word in sorted(row)) for row in rows.values()}


def head_row_again(path: str, finding: dict) -> bool:
    if finding["rule"] != "TAG-002" or finding["count"] != 1 or finding["page"] < 2:
        return False
    with pymupdf.open(path) as document:
        begins = finding["evidence"].rstrip("…").strip()
        return any(line.startswith(begins) for line in lines(document[finding["page"] - 2]))


def main(files: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        outloud = Path(sys.executable).with_name("outloud")
        subprocess.run([outloud, "--quiet", "--fail-on", "never", "--json", report, *files], check=True, stdout=subprocess.DEVNULL)
        results = json.loads(report.read_text())["results"]
    bad = len(results) != len(files)
    for result in results:
        errors = 0
        for finding in result["findings"]:
            if finding["severity"] == "info":
                continue
            again = head_row_again(result["path"], finding)
            errors += finding["severity"] == "error" and not again
            print(f"  {finding['rule']} page {finding.get('page')}: {finding['message']}{' (a head row again)' if again else ''}: {finding.get('evidence') or ''}")
        failed = errors > 0 or result["verdict"] == "unreadable"
        bad |= failed
        print(f"{'FAIL' if failed else 'PASS'} outloud {result['path']}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The bare typst program as its package for Python: `typst_wheel.py WORK FONTS`.

The package has no switch for typst's unfinished accessibility functions, so row headers and table summaries are left out of a copy of the
templates; all else is the same.
"""

import re
import sys
from pathlib import Path

import typst

work, fonts = Path(sys.argv[1]), sys.argv[2]
templates = work / "templates"
if not templates.exists():
    templates.mkdir()
    for source in (Path(__file__).parents[2] / "templates-typst").glob("*.typ"):
        text = source.read_text()
        text = text.replace('pdf.header-cell(scope: "row", ', "((cell) => cell)(")
        text = re.sub(r"pdf\.table-summary\(summary: summary, built\)", "built", text)
        (templates / source.name).write_text(text)
    (templates / "data.json").write_text((work / "complete.json").read_text())
typst.compile(
    str(templates / "overview-report.typ"),
    output=str(work / "wheel.pdf"),
    root=str(templates),
    font_paths=[fonts],
    ignore_system_fonts=True,
    sys_inputs={"data": "data.json"},
    pdf_standards=["ua-1", "a-2a"],
)

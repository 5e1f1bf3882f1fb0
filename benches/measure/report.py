"""A report of some sixty pages from dardr, the bare typst program, WeasyPrint and LaTeX: each in a process of its own that starts cold."""

import json
import os
import re
import subprocess
import time

from . import paper
from .common import ROOT, ROUNDS, first, ratios, say, spread, table

DATE = "2026-11-22"


def measure(place):
    work = place.folder / "report"
    work.mkdir(exist_ok=True)
    report = paper.data()
    # As the server hands it to its child: see Typesetter.
    job = {"template": "overview-report", "date": DATE, "memory": 1536 << 20, "seconds": 75, "data": report}
    (work / "job.json").write_text(json.dumps(job))
    (work / "data.json").write_text(json.dumps(report))
    (work / "report.html").write_text(paper.as_html(report))
    (work / "report.tex").write_text(paper.as_latex(report))
    sides = programs(place, work)
    taken = {name: [] for name in sides}
    for name, (commands, pdf) in sides.items():
        once(commands, work)
        say(f"{name}: {about(pdf)}")
    for turn in range(ROUNDS):
        for name, (commands, _) in sides.items():
            # A slow one is not worth seven rounds.
            if turn < 3 or "typst" in name or "dardr" in name:
                taken[name].append(once(commands, work))
    show(taken)
    return taken


def programs(place, work):
    """Name, commands with what they read and write, and the PDF. """
    templates = ROOT / "templates-typst"
    (work / "complete.json").write_text(json.dumps(complete(work)))
    typst = [
        str(place.folder / "bin/typst"), "compile", "--root", "/", "--features", "a11y-extras", "--ignore-system-fonts",
        "--font-path", str(paper.FONTS), "--pdf-standard", "ua-1,a-2a", "--creation-timestamp", "1795305600",
        "--input", f"data={work / 'complete.json'}", str(templates / "overview-report.typ"), str(work / "typst.pdf"),
    ]
    sides = {"dardr": ([([place.dardr, "typeset"], work / "job.json", work / "dardr.out")], work / "dardr.out")}
    if (place.folder / "bin/typst").exists():
        sides["typst"] = ([(typst, None, None)], work / "typst.pdf")
    wheel = [str(place.python), str(ROOT / "benches/report/typst_wheel.py"), str(work), str(paper.FONTS)]
    sides["typst, its package for Python"] = ([(wheel, None, None)], work / "wheel.pdf")
    lualatex = ["lualatex", "-interaction=batchmode", "-halt-on-error", "report.tex"]
    weasyprint = [str(place.python), "-m", "weasyprint", "--pdf-variant", "pdf/ua-1", "report.html", "weasyprint.pdf"]
    sides["WeasyPrint"] = ([(weasyprint, None, None)], work / "weasyprint.pdf")
    # Twice, for its contents and page numbers; without tags, which it cannot make here.
    sides["LuaLaTeX, two runs, untagged"] = ([(lualatex, None, None)] * 2, work / "report.pdf")
    return sides


def complete(work):
    """The data without characters that no face has: dardr replaces those itself, and the typst program ends at one."""
    text = (work / "data.json").read_text()
    text = re.sub(r"\\u([4-9][0-9a-f]{3})", lambda found: f"[U+{found[1].upper()}]", text)
    return json.loads(text)


def once(commands, work):
    """Seconds by the clock, seconds of the processor, most memory in MB."""
    began, processor, most = time.perf_counter(), 0.0, 0.0
    environment = {"PATH": os.environ["PATH"], "HOME": str(work), "RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
    for command, read, write in commands:
        source = open(read, "rb") if read else subprocess.DEVNULL
        sink = open(write, "wb") if write else subprocess.DEVNULL
        program = subprocess.Popen(command, cwd=work, stdin=source, stdout=sink, stderr=subprocess.PIPE, env=environment, preexec_fn=first)
        error = program.stderr.read()
        _, status, used = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
        if program.returncode != 0:
            raise SystemExit(f"{command[0]} failed: {error.decode()[-2000:]}")
        processor += used.ru_utime + used.ru_stime
        most = max(most, used.ru_maxrss / 1000)
        for end in (source, sink):
            if end != subprocess.DEVNULL:
                end.close()
    return {"seconds": time.perf_counter() - began, "processor": processor, "memory": most}


def about(pdf):
    """Pages and words, to see that all set about the same."""
    data = pdf.read_bytes()
    # dardr's child says how it went on a line before the PDF.
    clean = pdf.with_suffix(".check.pdf")
    clean.write_bytes(data[data.index(b"%PDF"):])
    said = subprocess.run(["pdfinfo", str(clean)], check=True, stdout=subprocess.PIPE, text=True).stdout
    text = subprocess.run(["pdftotext", "-layout", str(clean), "-"], check=True, stdout=subprocess.PIPE, text=True).stdout
    pages, tagged = re.search(r"Pages:\s*(\d+)", said)[1], re.search(r"Tagged:\s*(\w+)", said)[1]
    return f"{pages} pages, {len(text.split()):,} words, tagged: {tagged}"


def show(taken):
    rows, bare = [], next(name for name in taken if "typst" in name)
    for name, figures in taken.items():
        def column(what, figures=figures):
            return [one[what] for one in figures]

        base = [one["seconds"] for one in taken[bare]]
        rows.append([name, spread(column("seconds")), spread(column("processor")), spread(column("memory")), spread(ratios(column("seconds"), base))])
    say("A report of some sixty pages, each process cold")
    table(["", "seconds", "processor seconds", "most memory, MB", "of the bare typst program"], rows)
    ratio = spread(ratios([one["processor"] for one in taken["dardr"]], [one["processor"] for one in taken[bare]]))
    say(f"dardr to {bare} in processor time: {ratio}")
    say()

"""A report of some sixty pages, made from a sample of the overview report's own data: the data itself for dardr and the bare typst program,
and the same words in the same order as HTML for WeasyPrint and as LaTeX."""

import html
import json
import re

from .common import ROOT

SAMPLE = ROOT / "templates-typst" / "samples" / "overview-report.long.json"
FONTS = ROOT / "assets" / "built" / "fonts"
FACE = "AtkinsonHyperlegibleNext"
# So often as much as the sample has, which makes sixty pages.
TIMES = 4
LONG = {"lines_of_enquiry", "lesson_list", "good_practice", "local_recommendations", "national_recommendations"}


def data():
    """The sample, with more of what reports have much of: events, lines of enquiry, lessons, background."""
    paper = json.loads(SAMPLE.read_text())
    sections = paper["sections"]
    for name in ("events", "lines_of_enquiry", "lesson_list", "local_recommendations", "contributor_list"):
        sections[name] = [dict(row) for _ in range(TIMES) for row in sections[name]]
    for at, row in enumerate(sections["lines_of_enquiry"]):
        row["number"] = at + 1
        row["analysis"] = "\n\n".join([plain(row["analysis"])] * TIMES)
    sections["background"]["text"] = "\n\n".join([plain(sections["background"]["text"])])
    paper["appendices"]["action_plan"] = [dict(row) for _ in range(TIMES) for row in paper["appendices"]["action_plan"]]
    return paper


def plain(passage):
    """The words of a passage, as text or as nodes."""
    if isinstance(passage, str):
        return passage
    if isinstance(passage, bool):
        return "Yes" if passage else ""
    if isinstance(passage, list):
        ends = {"p": "\n\n", "li": "\n\n", "quote": "\n\n"}
        return "".join(plain(node) + (ends.get(node.get("t"), "") if isinstance(node, dict) else "") for node in passage).strip()
    return plain(passage.get("c", ""))


def blocks(paper):
    """The report as (heading, level), paragraphs and tables, in order."""
    found = [("h", 1, f"Overview report: {paper['title']['deceased']}"), ("p", paper["title"]["legal_basis"])]
    found += [("p", one) for one in paragraphs(paper["tribute"]["text"]) + paragraphs(paper["condolences"])]
    found.append(("contents",))
    found += [("h", 1, "Glossary"), grid(paper["glossary"])]
    for name, section in paper["sections"].items():
        if isinstance(section, dict):
            found.append(("h", 1, title(name)))
            found += [("p", one) for one in paragraphs(section.get("text", ""))]
            for part in section.get("parts", []):
                found.append(("h", 2, part["heading"]))
                found += [("p", one) for one in paragraphs(part["text"])]
        elif name in LONG:
            for row in section:
                head, *rest = sorted(((key, plain(value)) for key, value in row.items() if isinstance(value, (str, list))), key=lambda pair: len(pair[1]))[-2:]
                found.append(("h", 2, f"{row.get('number', row.get('reference', ''))} {head[1]}".strip()))
                found += [("p", one) for _, text in rest for one in paragraphs(text)]
        else:
            found += [("h", 1, title(name)), grid(section)]
    found += [("h", 1, "Action plan"), grid(paper["appendices"]["action_plan"], ("reference", "recommendation", "action", "lead", "when", "progress"))]
    for name in ("terms_of_reference", "quality_assurance_letter", "research"):
        found.append(("h", 1, title(name)))
        found += [("p", one) for one in paragraphs(paper["appendices"][name])]
    return found


def title(name):
    return name.replace("_", " ").capitalize()


def paragraphs(passage):
    return [one.strip() for one in re.split(r"\n\s*\n", plain(passage)) if one.strip()]


def grid(rows, keys=None):
    keys = keys or tuple(rows[0])
    return ("t", [title(key) for key in keys], [[plain(row.get(key, "")) for key in keys] for row in rows])


def as_html(paper):
    faces = "".join(
        f"@font-face {{ font-family: Report; src: url('{FONTS}/{FACE}_{name}.ttf'); font-weight: {weight}; }}"
        for name, weight in (("400Regular", 400), ("700Bold", 700))
    )
    page = "@page { size: A4; margin: 26mm 25mm 25mm; @bottom-right { content: counter(page) ' of ' counter(pages); } @top-left { content: 'OFFICIAL-SENSITIVE'; } }"
    look = (
        "body { font: 11pt/1.45 Report; } h1 { font-size: 1.5em; } h2 { font-size: 1.14em; } table { width: 100%; border-collapse: collapse; font-size: 10pt; }"
        " th, td { text-align: left; vertical-align: top; padding: 3pt; border-bottom: 0.5pt solid; } thead { display: table-header-group; }"
        " nav li::after { content: target-counter(attr(data-to), page); }"
    )
    out, contents, number = [], [], 0
    for block in blocks(paper):
        if block[0] == "h":
            number += 1
            out.append(f'<h{block[1]} id="h{number}">{html.escape(block[2])}</h{block[1]}>')
            if block[1] == 1:
                contents.append(f'<li data-to="#h{number}"><a href="#h{number}">{html.escape(block[2])}</a> </li>')
        elif block[0] == "p":
            out.append(f"<p>{html.escape(block[1])}</p>")
        elif block[0] == "t":
            head = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in block[1])
            rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in block[2])
            out.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
        else:
            out.append("CONTENTS")
    body = "".join(out).replace("CONTENTS", "<nav><ul>" + "".join(contents) + "</ul></nav>")
    return f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Overview report</title><style>{faces}{page}{look}</style></head><body>{body}</body></html>'


SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", **{mark: "\\" + mark for mark in "&%$#_{}"}}


def tex(text):
    return "".join(SPECIAL.get(mark, mark) for mark in text.replace("\n", " "))


def as_latex(paper):
    out = [
        r"\documentclass[11pt,a4paper]{article}\usepackage[margin=25mm]{geometry}\usepackage{fontspec,longtable,array,fancyhdr,hyperref}",
        r"\setmainfont[Path=" + str(FONTS) + f"/,Extension=.ttf,BoldFont={FACE}_700Bold]" + "{" + FACE + "_400Regular}",
        r"\linespread{1.05}\setlength{\parindent}{0pt}\setlength{\parskip}{0.5em}\pagestyle{fancy}\fancyhead[L]{OFFICIAL-SENSITIVE}",
        r"\setlength{\headheight}{15pt}\sloppy\begin{document}",
    ]
    for block in blocks(paper):
        if block[0] == "h":
            out.append((r"\section{" if block[1] == 1 else r"\subsection{") + tex(block[2]) + "}")
        elif block[0] == "p":
            out.append(tex(block[1]) + r"\par")
        elif block[0] == "t":
            wide = 0.96 / len(block[1])
            out.append(r"\small\begin{longtable}{" + (r">{\raggedright\arraybackslash}p{" + f"{wide:.3f}" + r"\textwidth}") * len(block[1]) + "}")
            out.append(" & ".join(r"\textbf{" + tex(cell) + "}" for cell in block[1]) + r"\\\hline\endhead")
            out += [" & ".join(tex(cell) for cell in row) + r"\\\hline" for row in block[2]]
            out.append(r"\end{longtable}\normalsize")
        else:
            out.append(r"\tableofcontents")
    return "\n".join(out) + r"\end{document}"

"""What dardr tells a reader to do next in a review, taken from its front page: a rival without a table of steps is given it as rows."""

import html
import re

SECTION = re.compile(r"What to do next</h2>(.*?)<h2", re.S)
PART = re.compile(
    r'<p class="govuk-body">(?:<strong>(?P<strong>.*?)</strong>)?(?P<words>.*?)</p>|<h3[^>]*>(?P<heading>.*?)</h3>'
    r'|<ul class="govuk-task-list">(?P<tasks>.*?)</ul>|<ul class="govuk-list[^>]*>(?P<links>.*?)</ul>',
    re.S,
)
LINE = re.compile(r"<li[^>]*>(.*?)</li>", re.S)
TAG = re.compile(r"<[^>]*>")
LINK = re.compile(r'<a [^>]*href="(?P<place>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.S)
HINT = re.compile(r'__hint">(.*?)</div>', re.S)
STATUS = re.compile(r'__status" id="(?P<name>[^"]*)-\d+-status"><(?:strong class="govuk-tag govuk-tag--(?P<colour>\w+)"|span[^>]*)>(?P<status>.*?)<', re.S)


def rows(page):
    """One row for every sentence, heading, task and link, with the number of the group that it stands in."""
    found = []
    for group, part in enumerate(PART.finditer(SECTION.search(page)[1])):
        for words in (part["words"], part["heading"]):
            if words is not None:
                kind = "words" if part["heading"] is None else "heading"
                found.append({"group": group, "part": kind, "strong": part["strong"] or "", "words": html.unescape(words)})
        for line in LINE.findall(part["links"] or ""):
            link = LINK.search(line)
            beside = html.unescape(TAG.sub("", line[link.end() :]))
            found.append({"group": group, "part": "link", "hint": beside, **texts(link)})
        for task in (part["tasks"] or "").split("<li")[1:]:
            hint = HINT.search(task)
            found.append(
                {"group": group, "part": "task", "hint": html.unescape(hint[1]) if hint else "", **texts(LINK.search(task)), **texts(STATUS.search(task))}
            )
    return found


def texts(found):
    return {name: html.unescape(text or "") for name, text in found.groupdict().items()}

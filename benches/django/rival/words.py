"""What stages, roles and rooms are called: dardr's own words, read once when the process starts."""

import json
import os

with open(os.environ["RIVAL_WORDS"], encoding="utf-8") as _file:
    _given = json.load(_file)

REGIMES = _given["words"]
REACH = _given["rooms"]
CALLED = _given["kinds"]
HOLDS = _given["holds"]
ROOMS = [
    ("Overview", "", "Review", False),
    ("Notification", "/notification", "Case", True),
    ("Triage", "/triage", "Case", True),
    ("Consultation", "/consultation", "Case", False),
    ("Decision", "/decision", "Case", True),
    ("People", "/people", "Identity", False),
    ("Panel", "/panel", "Panel", False),
    ("Terms of reference", "/terms", "Terms", False),
    ("Family", "/family", "Family", False),
    ("Returns", "/returns", "Returns", False),
    ("Proceedings", "/proceedings", "Proceedings", False),
    ("Report", "/report", "Draft", True),
    ("Recommendations", "/recommendations", "Recommendations", False),
    ("Submission", "/submission", "Quality", True),
    ("Papers", "/papers", "Papers", False),
]
PATH = [
    "notified", "triage", "consultation", "decision", "setup", "scoping", "gathering", "analysis", "drafting", "family_reading",
    "csp_signoff", "with_ho", "amending", "cleared", "published", "monitoring", "closed",
]
FOOT = [("Help", "/help"), ("How a review proceeds", "/help/process"), ("Accessibility", "/help/accessibility"), ("Privacy", "/help/privacy")]


def rooms(roles):
    """The rooms of a review that somebody with these roles may enter."""
    reaches = [REACH[role] for role in roles]
    return [
        (label, path)
        for label, path, thing, whole in ROOMS
        if any(thing in reach and (not whole or reach[thing] == "All") for reach in reaches)
    ]


def drawing(regime, stage):
    """The path of a review as a picture, as far as it has one."""
    stages = [one for one in PATH if one in REGIMES[regime]["path"]]
    if stage not in stages:
        return None
    here, step = stages.index(stage), 56
    labels = REGIMES[regime]["stages"]
    width = step * len(stages)
    at = here * step + step // 2
    points = [
        {
            "x": n * step + step // 2,
            "label": labels[one],
            "class": "p-done" if n < here else "p-now" if n == here else "p-todo",
            "radius": 11 if n == here else 7,
            "how": "Behind it" if n < here else "Now" if n == here else "To come",
        }
        for n, one in enumerate(stages)
    ]
    return {
        "width": width,
        "points": points,
        "first": step // 2,
        "last": (len(stages) - 1) * step + step // 2,
        "here": at,
        "text": min(max(at, 70), max(width - 70, 0)),
        "label": labels[stage],
        "title": f"Path of the review: stage {here + 1} of {len(stages)}, {labels[stage]}",
    }

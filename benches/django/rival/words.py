"""What stages, roles and rooms are called: dardr's own words, read once when the process starts."""

import json
import os
import re

with open(os.environ["RIVAL_WORDS"], encoding="utf-8") as _file:
    _given = json.load(_file)

REGIMES = _given["words"]
REACH = _given["rooms"]
CALLED = _given["kinds"]
HOLDS = _given["holds"]
LEVELS = _given["levels"]
EDITIONS = _given["editions"]
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

# What happened, where its code would not read well as words.
SAID = {
    "consultee_asked": "Asked for a view",
    "consultee_not_asked": "Not asked for a view, explained",
    "consultee_replied": "View given",
    "consultee_silent": "No view given, explained",
    "contact_with_family_or_friends": "Contact with family or friends",
    "directed_to_take_part": "Directed to take part in a review",
    "interview_recorded": "Talk recorded",
    "joint_review_joined_look_at_the_plan_again": "Joint review joined: look at the plan again",
    "joint_review_left_look_at_the_plan_again": "Joint review left: look at the plan again",
    "overlay_ended": "Embargo, restriction or legal hold ended",
    "overlay_set": "Embargo, restriction or legal hold set",
    "regime_confirmed": "Legal basis confirmed",
    "return_asked": "Return asked for",
    "runs_beside_this_review": "Review or proceeding beside this one recorded",
    "scrutiny_sent": "Decision sent to the Home Office for scrutiny",
    "terms_changed_look_at_the_plan_again": "Terms of reference changed: look at the plan again",
    "the_coroner_asked_for_papers": "Papers asked for by the coroner",
}


def happened(what):
    return SAID.get(what) or what.replace("_", " ").capitalize()


def source(kept):
    """A source is kept with how binding it is and how that is known, as codes in brackets."""
    source, found, codes = kept.rpartition(" (")
    level = LEVELS.get(re.split("[,)]", codes)[0]) if found else None
    if level is None:
        return kept
    return source if level.lower() in source.lower() else f"{source} ({level.lower()})"


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
    here, last = stages.index(stage), len(stages) - 1
    labels = REGIMES[regime]["stages"]

    def place(at):
        tenths = 30 + at * 940 // max(last, 1)
        return f"{tenths // 10}.{tenths % 10}%"

    points = [
        {
            "x": place(n),
            "label": labels[one],
            "class": "p-done" if n < here else "p-now" if n == here else "p-todo",
            "radius": 10 if n == here else 6,
            "how": "Behind it" if n < here else "Now" if n == here else "To come",
        }
        for n, one in enumerate(stages)
    ]
    anchor, aside = [("start", "-11"), ("middle", "0"), ("end", "11")][here * 3 // len(stages)]
    return {
        "points": points,
        "first": place(0),
        "last": place(last),
        "here": place(here),
        "anchor": anchor,
        "aside": aside,
        "label": labels[stage],
        "at": f"Stage {here + 1} of {len(stages)}",
        "title": f"Path of the review: stage {here + 1} of {len(stages)}, {labels[stage]}",
    }

# Clocks of which each agency has a date of its own.
BY_REQUEST = ("Scoping returns", "Agency chronologies", "Individual management reviews")

"""The two pages. Who may see what is asked of the database for every page, as dardr does."""

import re
from functools import wraps
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from . import words
from .models import (
    Due, Happening, Hold, Oversees, Post, RegisterEntry, Review, ReviewAgency, ReviewPartnership, ReviewRole, Todo,
)

PAGE = 50
LATEST = 5
REFERENCE = re.compile(r"\{\{([^}:]+)(?::[^}]*)?\}\}")


class Actor:
    """The person with the posts of the day and the partnerships that each post reaches."""

    def __init__(self, person, today):
        self.person = person
        posts = (
            Post.objects.filter(Q(ends=None) | Q(ends__gte=today), person=person, begins__lte=today)
            .select_related("organisation__partnership")
            .order_by("organisation_id", "role")
        )
        self.posts = list(posts)
        bodies = [post.organisation_id for post in self.posts if not hasattr(post.organisation, "partnership")]
        seen = {}
        if bodies:
            for body, partnership in Oversees.objects.filter(body__in=bodies).values_list("body", "partnership"):
                seen.setdefault(body, []).append(partnership)
        self.reached = [
            (post, [post.organisation_id] if hasattr(post.organisation, "partnership") else seen.get(post.organisation_id, []))
            for post in self.posts
        ]
        self.agencies = [post.organisation_id for post, reached in self.reached if not reached]
        self.place = self.posts[0].organisation.name if len({post.organisation_id for post in self.posts}) == 1 else None
        self.roles = {post.role for post in self.posts}

    def nav(self):
        cases = self.roles != {"sys_admin"}
        runs = bool(self.roles & {"sys_admin", "coordinator", "csp_chair"})
        asked = not self.roles or self.agencies or self.roles & {"board_member", "coordinator", "csp_chair"}
        items = [
            (cases, "Reviews", "/reviews"),
            (cases and asked, "My work", "/my-work"),
            (bool(self.roles & {"coordinator", "csp_chair", "board_member"}), "Plans", "/plans"),
            (bool(self.roles & {"coordinator", "csp_chair", "board_member"}), "Board summary", "/board"),
            (cases, "Organisations", "/organisations"),
            (runs, "Partnership", "/partnership"),
        ]
        return [(label, href) for useful, label, href in items if useful]


def signed_in(view):
    """Only for people who are signed in and have given their second factor."""

    @login_required
    @wraps(view)
    def inside(request, **arguments):
        if not request.session.get("second_factor"):
            return redirect("/sign-in/second-factor")
        request.today = localdate()
        request.actor = Actor(request.user, request.today)
        return view(request, **arguments)

    return inside


def frame(request, **more):
    return {"nav": request.actor.nav(), "foot": words.FOOT, "place": request.actor.place, "nonce": request.nonce, **more}


def sign_in(request):
    return render(request, "sign_in.html", {"foot": words.FOOT, "nonce": request.nonce})


def current(today):
    return Q(begins__lte=today) & (Q(ends=None) | Q(ends__gte=today))


@signed_in
def reviews(request):
    today, person = request.today, request.user
    posts = Post.objects.filter(current(today), person=person)
    shared = ReviewPartnership.objects.filter(ended_on=None)
    mine = (
        shared.filter(partnership__in=posts.exclude(role="sys_admin").values("organisation"))
        .values("review")
        .union(
            shared.filter(partnership__in=Oversees.objects.filter(body__in=posts.values("organisation")).values("partnership")).values("review"),
            ReviewRole.objects.filter(current(today), person=person, conflicted_at=None).values("review"),
            ReviewAgency.objects.filter(current(today), organisation__in=posts.values("organisation")).values("review"),
        )
    )
    found = (
        Review.objects.filter(pk__in=mine)
        .select_related("partnership__organisation", "listed")
        .annotate(held=Exists(Hold.objects.filter(review=OuterRef("pk"), scope="full", starts__lte=today, ended_on=None)))
        .order_by("-opened_at", "-pk")
    )
    if request.GET.get("partnership"):
        found = found.filter(partnership=request.GET["partnership"])
    ended = request.GET.get("ended") == "yes"
    if not ended:
        found = found.filter(closed_at=None)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    for row in rows:
        row.stage_label = words.REGIMES[row.regime]["stages"][row.stage]
        if row.listed.late:
            days = (today - row.listed.working).days
            row.late = "1 day late" if days == 1 else f"{days} days late"
    context = {
        "page": page,
        "rows": rows,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "ended": ended,
        "may_notify": "coordinator" in request.actor.roles,
        "crumbs": [],
    }
    return render(request, "reviews.html", frame(request, **context))


def roles_in(actor, review, today):
    """The lead partnership and every role that the person holds in the review today."""
    parts = list(ReviewPartnership.objects.filter(review=review, ended_on=None).values_list("partnership", "part"))
    lead = next((partnership for partnership, part in parts if part == "lead"), None)
    if lead is None:
        raise Http404
    with_part = {partnership for partnership, _ in parts}
    held = [post.role for post, reached in actor.reached if post.role != "sys_admin" and with_part & set(reached)]
    held += ReviewRole.objects.filter(current(today), review=review, person=actor.person, conflicted_at=None).order_by("role").values_list("role", flat=True)
    if actor.agencies:
        asked = set(ReviewAgency.objects.filter(current(today), review=review).values_list("organisation", flat=True))
        held += [post.role for post in actor.posts if post.organisation_id in asked]
    if not held:
        raise Http404
    return held


@signed_in
def review(request, review):
    today = request.today
    held = roles_in(request.actor, str(review), today)
    reaches = [words.REACH[role].get("Review") for role in held]
    if not any(reaches):
        return HttpResponseForbidden()
    front = Review.objects.select_related("partnership__organisation").get(pk=str(review))
    regime = words.REGIMES[front.regime]
    todo = Todo.objects.filter(review=front).order_by("position")
    called = {
        code: pseudonym or f"{words.CALLED[kind]} {code}"
        for code, kind, pseudonym in RegisterEntry.objects.filter(review=front).values_list("code", "kind", "pseudonym")
    }
    latest = list(Happening.objects.filter(review=front).order_by("-seq")[:LATEST]) if "All" in reaches else []
    for one in latest:
        one.words = regime["acts"].get(one.act) or words.happened(one.what)
        one.moved_to = regime["stages"][one.to_stage] if one.to_stage and one.to_stage != one.from_stage else None
        one.role = regime["roles"].get(one.acting_as, one.acting_as.replace("_", " ")).lower()
        one.authority = words.source(one.source)
        one.shown = REFERENCE.sub(lambda found: called.get(found[1], found[0]), one.note)
    holds = list(Hold.objects.filter(Q(ended_on=None) | Q(ended_on__gt=today), review=front, starts__lte=today).order_by("starts", "pk"))
    for hold in holds:
        hold.label = words.HOLDS[hold.kind].lower()
    context = {
        "review": front,
        "title": f"{front.display_term} {front.reference}",
        "rooms": words.rooms(held),
        "regime": regime["label"],
        "regime_code": front.regime,
        "drawing": words.drawing(front.regime, front.stage),
        "edition": words.EDITIONS.get(front.edition, front.edition),
        "stage": regime["stages"][front.stage],
        "todo": [(part, list(rows)) for (_, part), rows in groupby(todo, lambda row: (row.group, row.part))],
        "dues": Due.objects.filter(review=front).order_by("position"),
        "by_request": words.BY_REQUEST,
        "latest": latest,
        "full_hold": next((hold for hold in holds if hold.scope == "full"), None),
        "holds": holds,
        "crumbs": [("Reviews", "/reviews")],
    }
    return render(request, "review.html", frame(request, **context))

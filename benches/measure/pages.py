"""The list of reviews and a review's front page, from dardr and from Django with gunicorn, on both databases."""

import difflib
import html
import re
import subprocess

from .common import PORT, ROUNDS, SECONDS, fetch, first, figure, memory, middle, processor, ratios, say, spread, table

CONNECTIONS = 8
# How gunicorn was best on two cores is looked for once, on the list, before the rounds.
WORKERS = [("sync", 2, 1), ("sync", 3, 1), ("sync", 5, 1), ("gthread", 2, 2), ("gthread", 2, 4), ("gthread", 3, 2)]


def measure(place):
    figures = {}
    for kind in ("sqlite", "postgres"):
        figures[kind] = on(place, kind)
    return figures


def on(place, kind):
    address = place.seeded(kind)
    given, cookies = place.visitors(address)
    dardr = place.start_dardr(address)
    best = best_gunicorn(place, address, cookies["Django"])
    django = place.start_django(address, best[1], best[0], best[2])
    database = [place.postgres().pid()] if kind == "postgres" else []
    sides = {"dardr": (PORT, [dardr.pid, *database]), "Django": (PORT + 1, [django.pid, *database])}
    review = busiest(given)
    figures = {"gunicorn": best, "memory": {}}
    for name, path in (("List of reviews", "/reviews"), ("Front page of a review", f"/reviews/{review}")):
        same_page(path, cookies)
        figures[name] = rounds(path, sides, cookies)
        show(kind, name, figures[name], best)
    for side, program in (("dardr", dardr), ("Django", django)):
        figures["memory"][side] = memory(program.pid)
    say(f"Memory after it, {kind}: " + ", ".join(f"{side} {figure(each)} MB" for side, each in figures["memory"].items()))
    say()
    place.stop(dardr)
    place.stop(django)
    return figures


def busiest(given):
    """A review with a full front page: the one with the most clocks and things to do."""
    return max(given["reviews"], key=lambda review: (len(given["reviews"][review]["dues"]) + len(given["reviews"][review]["todo"]), review))


def words(page):
    page = re.sub(r"<(script|style|head)\b.*?</\1>", " ", page, flags=re.S)
    return html.unescape(re.sub(r"<[^>]*>", " ", page)).split()


def same_page(path, cookies):
    """Both say the same, word for word: only then are they compared."""
    ours, theirs = (words(fetch(PORT + n, path, cookies[side])) for n, side in enumerate(("dardr", "Django")))
    if ours != theirs:
        told = "\n".join(difflib.unified_diff(ours, theirs, "dardr", "Django", n=4, lineterm=""))
        raise SystemExit(f"The pages at {path} do not say the same: bring Django's templates up to date first.\n{told}")
    say(f"{path.split('/')[1]}: the same {len(ours)} words in both")


def wrk(port, path, cookie, seconds):
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "--timeout", "20s"]
    command += ["-H", f"Cookie: {cookie}", f"http://127.0.0.1:{port}{path}"]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, preexec_fn=first).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"{path}: {said}")
    per_second = float(re.search(r"Requests/sec:\s*([\d.]+)", said)[1])
    count = int(re.search(r"(\d+) requests in", said)[1])
    amount, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    return {"per_second": per_second, "count": count, "p99": float(amount) * {"us": 0.001, "ms": 1, "s": 1000}[unit]}


def best_gunicorn(place, address, cookie):
    found = []
    for kind, workers, threads in WORKERS:
        django = place.start_django(address, workers, kind, threads)
        wrk(PORT + 1, "/reviews", cookie, 2)
        found.append((wrk(PORT + 1, "/reviews", cookie, 4)["per_second"], (kind, workers, threads)))
        place.stop(django)
    say("gunicorn, requests per second of the list: " + ", ".join(f"{kind} {workers}×{threads} {figure(rate)}" for rate, (kind, workers, threads) in found))
    return max(found)[1]


def rounds(path, sides, cookies):
    for side, (port, _) in sides.items():
        wrk(port, path, cookies[side], 2)
    taken = {side: [] for side in sides}
    for _ in range(ROUNDS):
        for side, (port, pids) in sides.items():
            before = processor(pids)
            one = wrk(port, path, cookies[side], SECONDS)
            one["processor"] = (processor(pids) - before) * 1000 / one["count"]
            taken[side].append(one)
    return taken


def show(kind, name, taken, best):
    def column(side, what):
        return [one[what] for one in taken[side]]

    rows = []
    for what, label in (("per_second", "Requests per second"), ("p99", "99th percentile, ms"), ("processor", "Processor time a request, ms")):
        ours, theirs = column("dardr", what), column("Django", what)
        ratio = ratios(ours, theirs) if what == "per_second" else ratios(theirs, ours)
        rows.append([label, spread(ours), spread(theirs), spread(ratio)])
    say(f"{name}, {kind} ({ROUNDS} rounds in turns; gunicorn {best[0]}, {best[1]} workers × {best[2]} threads)")
    table(["", "dardr", "Django", "times better"], rows)
    return middle(ratios(column("dardr", "per_second"), column("Django", "per_second")))

"""From nothing to the first page, and the memory at rest after a thousand pages."""

import time

from .common import PORT, ROUNDS, family, fetch, figure, memory, middle, ratios, say, spread, table


def measure(place):
    return {kind: on(place, kind) for kind in ("sqlite", "postgres")}


def on(place, kind):
    address = place.seeded(kind)
    _, cookies = place.visitors(address)
    sides = {
        "dardr": (lambda: place.start_dardr(address), PORT, cookies["dardr"]),
        "Django": (lambda: place.start_django(address, 2, "sync", 1), PORT + 1, cookies["Django"]),
    }
    cold = {side: [] for side in sides}
    rest = {side: [] for side in sides}
    for turn in range(ROUNDS):
        for side, (start, port, cookie) in sides.items():
            began = time.perf_counter()
            program = start()
            fetch(port, "/reviews", cookie)
            cold[side].append((time.perf_counter() - began) * 1000)
            if turn < 3:
                for _ in range(1000):
                    fetch(port, "/reviews", cookie)
                time.sleep(2)
                rest[side].append({"pss": memory(program.pid), "rss": resident(program.pid)})
            place.stop(program)
    say(f"From the command to the first list of reviews, {kind} ({ROUNDS} rounds in turns), and memory at rest after 1,000 pages")
    rows = [["First page, ms", *(spread(cold[side]) for side in sides), spread(ratios(cold["Django"], cold["dardr"]))]]
    for what, label in (("pss", "Memory at rest, MB (shared counted once)"), ("rss", "Memory at rest, MB (resident, summed)")):
        ours, theirs = ([one[what] for one in rest[side]] for side in ("dardr", "Django"))
        rows.append([label, spread(ours), spread(theirs), spread(ratios(theirs, ours))])
    table(["", "dardr", "Django, 2 workers", "times less"], rows)
    return {"cold": cold, "rest": rest, "middle": {side: figure(middle(cold[side])) for side in cold}}


def resident(pid):
    """Megabytes, each process by itself."""
    total = 0
    for member in family(pid):
        with open(f"/proc/{member}/status", encoding="ascii", errors="replace") as status:
            total += sum(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))
    return total / 1000

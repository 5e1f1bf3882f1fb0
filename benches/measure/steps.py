"""One step taken with all that belongs to it, in dardr and in SpiffWorkflow, and the same step with more and more past behind it."""

import json
import shutil
import subprocess

from .common import ROOT, ROUNDS, figure, first, middle, ratios, say, spread, table

PAST = [10, 1_000, 50_000]
# SpiffWorkflow goes no further than 500 times round a loop.
LOOPED = [10, 100, 400]
STEPS = 60
FEW = 10


class Stepper:
    """A program that takes as many steps as it is told, and says how long each took."""

    def __init__(self, name, command, environment):
        self.name, self.took, self.processor = name, [], []
        pipe = subprocess.PIPE
        self.program = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True, preexec_fn=first)
        self.read()

    def read(self):
        line = self.program.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} ended")
        return json.loads(line)

    def go(self, count):
        self.program.stdin.write(f"{count}\n")
        self.program.stdin.flush()
        said = self.read()
        return said["took"], said["processor"] / count

    def end(self):
        self.program.stdin.close()
        said = self.read()
        self.program.wait()
        return said


def measure(place):
    return {kind: on(place, kind) for kind in ("sqlite", "postgres")}


def on(place, kind):
    place.seeded(kind)
    mails = how_many(place, kind)
    steppers = {}
    for past in PAST:
        address = copy(place, kind, past)
        command = [place.speed, "steps", "--database", address, "--data", str(place.keys(address)), "--events", str(past)]
        say(f"A review with {past:,} events, {kind} …")
        steppers[f"dardr, {past:,} events"] = Stepper("dardr", command, place.environment(address))
    for shape, sizes in (("line", PAST), ("loop", LOOPED)):
        for past in sizes:
            address = fresh(place, kind, f"spiff_{shape}_{past}")
            command = [str(place.python), str(ROOT / "benches/spiff/steps.py"), address, shape, str(past), str(mails)]
            name = f"SpiffWorkflow, {past:,} events " + ("in a table" if shape == "line" else "in the workflow")
            steppers[name] = Stepper(name, command, {"PATH": "/usr/bin:/bin"})
    for stepper in steppers.values():
        stepper.go(FEW)
    taken = {name: {"wall": [], "p99": [], "processor": []} for name in steppers}
    for _ in range(ROUNDS):
        for name, stepper in steppers.items():
            took, processor = stepper.go(STEPS if "workflow" not in name else FEW)
            taken[name]["wall"].append(middle(took) / 1000)
            taken[name]["p99"].append(sorted(took)[int(len(took) * 0.99)] / 1000)
            taken[name]["processor"].append(processor / 1000)
    ended = {name: stepper.end() for name, stepper in steppers.items()}
    show(kind, taken, next(iter(ended.values())))
    return {"taken": taken, "ended": ended}


def how_many(place, kind):
    """How many mails a step of dardr queues: a rival queues as many."""
    address = copy(place, kind, 0)
    stepper = Stepper("dardr", [place.speed, "steps", "--database", address, "--data", str(place.keys(address)), "--events", "0"], place.environment(address))
    stepper.go(3)
    return stepper.end()["outbox"]


def copy(place, kind, past):
    name = f"steps_{past}"
    if kind == "postgres":
        place.postgres().create(name, "dardr")
        return place.postgres().url(name)
    for end in ("", "-wal", "-shm"):
        source, target = place.data / f"dardr.db{end}", place.data / f"{name}.db{end}"
        target.unlink(missing_ok=True)
        if source.exists():
            shutil.copy(source, target)
    return f"sqlite:{place.data / f'{name}.db'}"


def fresh(place, kind, name):
    if kind == "postgres":
        place.postgres().create(name)
        return place.postgres().url(name)
    for old in place.data.glob(f"{name}.db*"):
        old.unlink()
    return f"sqlite:{place.data / f'{name}.db'}"


def show(kind, taken, rows):
    names = list(taken)
    say(f"One step, {kind}: each commits {rows['happening']} row of history, {rows['audit']} on the record, {rows['outbox']} mails ({ROUNDS} rounds in turns)")
    base, alone = taken[names[0]], {"dardr": names[0], "SpiffWorkflow": names[len(PAST)]}
    lines = []
    for name in names:
        own = taken[name]
        with_few = taken[alone["dardr"] if name.startswith("dardr") else names[len(PAST)] if "table" in name else names[2 * len(PAST)]]
        lines.append([
            name, spread(own["wall"]), spread(own["p99"]), spread(own["processor"]),
            spread(ratios(own["wall"], with_few["wall"])), spread(ratios(own["wall"], base["wall"])),
        ])
    table(["", "ms, middle of a round", "ms, 99th percentile", "processor ms", "of the same with 10", "of dardr with 10"], lines)
    say(f"dardr with {PAST[-1]:,} events of one with {PAST[0]}: {figure(middle(ratios(taken[names[2]]['wall'], base['wall'])))}")
    say()

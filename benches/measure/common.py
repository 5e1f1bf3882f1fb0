"""What every part needs: the programs, databases with reviews in them, servers, and figures with their spread."""

import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

from . import todo

ROOT = Path(__file__).resolve().parents[2]
COORDINATOR = "amina.holt@wyreham.example"
# Four reviews a copy: enough for several pages of the list.
COPIES = int(os.environ.get("BENCH_COPIES", "40"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "7"))
SECONDS = int(os.environ.get("BENCH_SECONDS", "5"))
PORT = int(os.environ.get("BENCH_PORT", "8110"))
TICK = os.sysconf("SC_CLK_TCK")


def say(text=""):
    print(text, flush=True)


def first():
    """Before programs that are measured: ahead of others on the machine, where we may. Linux weighs sessions before programs."""
    if os.geteuid() == 0:
        os.nice(-5)
        try:
            Path("/proc/self/autogroup").write_text("-5")
        except OSError:
            pass


class Place:
    """The folder of the benches, with what was built and what was started."""

    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.results = self.folder / "results"
        self.data = self.folder / "data"
        self.data.mkdir(exist_ok=True)
        self.python = self.folder / "venv" / "bin" / "python"
        built = [json.loads(line) for line in (self.folder / "built.json").read_text().splitlines()]
        built = [each for each in built if each.get("executable")]
        self.speed = next(each["executable"] for each in built if each["target"]["name"] == "speed")
        self.dardr = str(Path(self.speed).parents[1] / "dardr")
        self.started = []
        self.cluster = None

    # --- databases

    def postgres(self):
        """A PostgreSQL server of our own that waits for the disk, as one in use does."""
        if self.cluster is None:
            self.cluster = Cluster(self.folder)
        return self.cluster

    def seeded(self, kind):
        """The address of a database with reviews in it, made once."""
        mark = self.data / f"{kind}.seeded"
        if kind == "sqlite":
            address = f"sqlite:{self.data / 'dardr.db'}"
        else:
            address = self.postgres().url("dardr")
        if not mark.exists() or (kind == "postgres" and not self.postgres().has("dardr")):
            if kind == "sqlite":
                for old in self.data.glob("dardr.db*"):
                    old.unlink()
            else:
                self.postgres().create("dardr")
            say(f"Telling the stories of {4 * COPIES} reviews on {kind} …")
            made = self.ask(["seed", "--copies", str(COPIES)], address)
            say(f"  {made}")
            mark.write_text(json.dumps(made))
        return address

    def keys(self, address):
        return self.data / ("keys-sqlite" if address.startswith("sqlite") else "keys-postgres")

    def ask(self, words, address):
        """One answer of the bench program."""
        command = [self.speed, *words, "--database", address, "--data", str(self.keys(address))]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, env=self.environment(address))
        return json.loads(done.stdout)

    def visitors(self, address):
        """What dardr works out of every review for the coordinator, put into Django's tables too, and the coordinator's cookie on each side."""
        given = self.ask(["given", "--email", COORDINATOR], address)
        session = self.ask(["session", "--email", COORDINATOR], address)
        dardr = self.start_dardr(address)
        for review, known in given["reviews"].items():
            known["todo"] = todo.rows(fetch(PORT, f"/reviews/{review}", session["cookie"]))
        self.stop(dardr)
        file = self.data / "given.json"
        file.write_text(json.dumps(given))
        prepare = [self.python, "-m", "rival.prepare", file, session["person"]]
        prepared = subprocess.run(prepare, env=self.rival(address), check=True, stdout=subprocess.PIPE, text=True)
        return given, {"dardr": session["cookie"], "Django": prepared.stdout.strip()}

    def environment(self, address):
        keys = self.keys(address)
        return {
            "PATH": os.environ["PATH"],
            "DARDR_DATABASE": address,
            "DARDR_KEYS": str(keys / "keys"),
            "DARDR_DEPLOYMENT_KEY": str(keys / "deployment.key"),
            "DARDR_MAIL": f"folder:{keys / 'mail'}",
            "DARDR_MAIL_FROM": "reviews@wyreham.example",
            "DARDR_LISTEN": f"127.0.0.1:{PORT}",
            # A line a request is what an access log is; gunicorn writes none unless it is asked to.
            "DARDR_LOG": "warn",
        }

    # --- servers

    def start_dardr(self, address):
        return self.start([self.dardr, "serve", "--pages-only"], self.environment(address), PORT)

    def start_django(self, address, workers, kind="gthread", threads=4):
        environment = self.rival(address)
        command = [str(self.folder / "venv/bin/gunicorn"), "rival.wsgi", "--bind", f"127.0.0.1:{PORT + 1}", "--workers", str(workers)]
        command += ["--log-level", "error", "--worker-class", kind]
        if kind == "gthread":
            command += ["--threads", str(threads), "--keep-alive", "15"]
        return self.start(command, environment, PORT + 1)

    def rival(self, address):
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "benches" / "django"),
            "RIVAL_DATABASE": address,
            "RIVAL_WORDS": str(self.data / "given.json"),
            "DJANGO_SETTINGS_MODULE": "rival.settings",
        }

    def start(self, command, environment, port):
        program = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=sys.stderr, preexec_fn=first, start_new_session=True
        )
        self.started.append(program)
        program.port = port
        wait_for(port, program)
        return program

    def stop(self, program):
        program.send_signal(signal.SIGTERM)
        try:
            program.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()
        self.started.remove(program)

    def leave(self):
        for program in list(self.started):
            self.stop(program)
        if self.cluster:
            self.cluster.stop()


def fetch(port, path, cookie):
    """A page as a browser gets it."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": cookie, "Accept": "text/html"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read().decode()


def wait_for(port, program=None):
    for _ in range(2000):
        if program is not None and program.poll() is not None:
            sys.exit(f"{program.args[0]} ended before it answered")
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return
        except OSError:
            time.sleep(0.005)
    sys.exit(f"nothing listens at port {port}")


class Cluster:
    """A PostgreSQL server in the folder of the benches, with the settings that it comes with but for its address."""

    def __init__(self, folder):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
        self.bin = found[-1].parent
        # PostgreSQL refuses to run as root.
        self.as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        self.home = Path("/var/tmp") / f"dardr-bench-{os.getuid()}"
        if not (self.home / "data").exists():
            self.run("mkdir", "-p", str(self.home))
            self.run(str(self.bin / "initdb"), "-D", str(self.home / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
        options = f"-c listen_addresses= -c unix_socket_directories={self.home}"
        # Another run of the benches may have started it; whoever did stops it.
        status = [*self.as_user, str(self.bin / "pg_ctl"), "status", "-D", str(self.home / "data")]
        self.ours = subprocess.run(status, cwd="/", stdout=subprocess.DEVNULL, check=False).returncode != 0
        if not self.ours:
            return
        self.run(str(self.bin / "pg_ctl"), "start", "-w", "-D", str(self.home / "data"), "-l", str(self.home / "log"), "-o", options)

    def run(self, *command):
        subprocess.run([*self.as_user, *command], cwd="/", check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def url(self, name):
        return f"postgres://postgres@localhost/{name}?host={quote(str(self.home), safe='')}&sslmode=disable"

    def sql(self, text, name="postgres"):
        command = [str(self.bin / "psql"), "-h", str(self.home), "-U", "postgres", "-qAtc", text, name]
        return subprocess.run(command, cwd="/", check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    def has(self, name):
        return self.sql(f"SELECT count(*) FROM pg_database WHERE datname = '{name}'") == "1"

    def create(self, name, template="template1"):
        self.sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template}")

    def pid(self):
        pid_file = self.home / "data" / "postmaster.pid"
        text = subprocess.run([*self.as_user, "cat", str(pid_file)], cwd="/", check=True, stdout=subprocess.PIPE, text=True).stdout
        return int(text.split("\n")[0])

    def stop(self):
        if self.ours:
            self.run(str(self.bin / "pg_ctl"), "stop", "-w", "-D", str(self.home / "data"), "-m", "fast")


# --- what a program used


def family(pid):
    """A process and all below it."""
    children = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, ahead = [], [pid]
    while ahead:
        one = ahead.pop()
        found.append(one)
        ahead += children.get(one, [])
    return found


def processor(pids):
    """Seconds of processor time of whole families, those that have ended included."""
    total = 0
    for pid in {member for pid in pids for member in family(pid)}:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def memory(pid):
    """Megabytes at rest: what the family shares is counted once (proportional set size)."""
    total = 0
    for member in family(pid):
        for line in Path(f"/proc/{member}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1000


# --- figures


def middle(values):
    return statistics.median(values)


def spread(values):
    """The middle value with the lowest and the highest, in three figures."""
    return f"{figure(middle(values))} ({figure(min(values))}–{figure(max(values))})"


def figure(value):
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}"


def ratios(ours, theirs):
    """Round by round: what ran side by side is compared, so that a noisy minute counts for both."""
    return [a / b for a, b in zip(ours, theirs)]


def table(heads, rows):
    say("| " + " | ".join(heads) + " |")
    say("|" + " --- |" * len(heads))
    for row in rows:
        say("| " + " | ".join(row) + " |")
    say()


def clean(path):
    shutil.rmtree(path, ignore_errors=True)

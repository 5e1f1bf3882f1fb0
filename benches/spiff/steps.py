"""A step in SpiffWorkflow that lasts: the same answers to the same line protocol as `speed steps`.

`steps.py ADDRESS SHAPE EVENTS MAILS`: SHAPE is `line`, twelve user tasks in a row, its history in a table of its own; or `loop`, one user
task that is taken again and again, where the past is part of the workflow. A loop goes no further than 500 times in SpiffWorkflow 3.2: its
iterator over tasks ends at a depth of 1,000. In one transaction: is the person allowed to, read the
workflow, complete its task, write it back, with a row of history, a chained row on the record and MAILS rows of mail.
"""

import hashlib
import json
import os
import sqlite3
import sys
import time
import uuid
from datetime import datetime, timezone
from io import BytesIO
from urllib.parse import parse_qs, unquote, urlparse

from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

TABLES = """
CREATE TABLE IF NOT EXISTS spiff_post (person TEXT PRIMARY KEY, role TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS spiff_case (id TEXT PRIMARY KEY, state TEXT NOT NULL, version BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS spiff_history (case_id TEXT NOT NULL, seq BIGINT NOT NULL, act TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (case_id, seq));
CREATE TABLE IF NOT EXISTS spiff_audit (seq BIGINT PRIMARY KEY, person TEXT NOT NULL, deed TEXT NOT NULL, detail TEXT NOT NULL, at TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS spiff_outbox (id TEXT PRIMARY KEY, person TEXT NOT NULL, kind TEXT NOT NULL, facts TEXT NOT NULL, dedupe TEXT NOT NULL UNIQUE, due_at TEXT NOT NULL);
"""
LINE = 12
HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="bench">'


def flow(one, other, inside=""):
    return f'<sequenceFlow id="f_{one}_{other}" sourceRef="{one}" targetRef="{other}">{inside}</sequenceFlow>'


def line():
    tasks = [f"t{n}" for n in range(LINE)]
    steps = ["start", *tasks, "end"]
    inside = '<startEvent id="start"/>' + "".join(f'<userTask id="{task}" name="{task}"/>' for task in tasks) + '<endEvent id="end"/>'
    return inside + "".join(flow(one, other) for one, other in zip(steps, steps[1:]))


def loop():
    more = '<conditionExpression xsi:type="tFormalExpression">more</conditionExpression>'
    return (
        '<startEvent id="start"/><userTask id="t0" name="t0"/><exclusiveGateway id="again" default="f_again_end"/><endEvent id="end"/>'
        + flow("start", "t0") + flow("t0", "again") + flow("again", "t0", more) + flow("again", "end")
    )


def specification(shape):
    inside = {"line": line, "loop": loop}[shape]()
    parser = BpmnParser()
    parser.add_bpmn_io(BytesIO(f'{HEAD}<process id="case" isExecutable="true">{inside}</process></definitions>'.encode()))
    return parser.get_spec("case")


def connect(address):
    if address.startswith("sqlite:"):
        connection = sqlite3.connect(address.removeprefix("sqlite:"), isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.executescript(TABLES)
        return connection, lambda text: text, "BEGIN IMMEDIATE"
    import psycopg

    url = urlparse(address)
    connection = psycopg.connect(dbname=url.path.lstrip("/"), user=url.username, host=unquote(parse_qs(url.query)["host"][0]), autocommit=True)
    connection.prepare_threshold = 1
    connection.execute(TABLES)
    return connection, lambda text: text.replace("?", "%s"), "BEGIN"


class Case:
    def __init__(self, address, shape, mails):
        self.connection, self.dialect, self.begin = connect(address)
        self.specification, self.serializer, self.mails = specification(shape), BpmnWorkflowSerializer(), mails
        self.id, self.person = f"case-{shape}", "amina"
        for table in ("history", "case", "post", "audit", "outbox"):
            self.run(f"DELETE FROM spiff_{table}")
        self.run("INSERT INTO spiff_post VALUES (?, ?)", self.person, "coordinator")
        self.seq = 0
        self.run("INSERT INTO spiff_case VALUES (?, ?, 0)", self.id, self.fresh())

    def run(self, text, *values):
        return self.connection.execute(self.dialect(text), values)

    def fresh(self):
        workflow = BpmnWorkflow(self.specification)
        workflow.do_engine_steps()
        return self.serializer.serialize_json(workflow)

    def advance(self, workflow):
        task = workflow.get_tasks(state=TaskState.READY, manual=True)[0]
        task.data["more"] = True
        task.run()
        workflow.do_engine_steps()
        return task.task_spec.name

    def fill(self, events, shape):
        """Brings the case to so many events, in memory for the workflow and in one transaction for the history."""
        self.run(self.begin)
        if shape == "loop":
            workflow = BpmnWorkflow(self.specification)
            workflow.do_engine_steps()
            for _ in range(events):
                self.advance(workflow)
            self.run("UPDATE spiff_case SET state = ? WHERE id = ?", self.serializer.serialize_json(workflow), self.id)
        for _ in range(events):
            self.keep("t0", datetime.now(timezone.utc).isoformat())
        self.run("COMMIT")

    def step(self):
        self.run(self.begin)
        role = self.run("SELECT role FROM spiff_post WHERE person = ?", self.person).fetchone()
        if role is None or role[0] != "coordinator":
            raise PermissionError(self.person)
        state, version = self.run("SELECT state, version FROM spiff_case WHERE id = ?", self.id).fetchone()
        workflow = self.serializer.deserialize_json(state)
        act = self.advance(workflow)
        state = self.fresh() if workflow.is_completed() else self.serializer.serialize_json(workflow)
        if self.run("UPDATE spiff_case SET state = ?, version = version + 1 WHERE id = ? AND version = ?", state, self.id, version).rowcount != 1:
            raise RuntimeError("stale")
        self.keep(act, datetime.now(timezone.utc).isoformat())
        self.run("COMMIT")

    def keep(self, act, now):
        self.seq += 1
        self.run("INSERT INTO spiff_history VALUES (?, ?, ?, ?, ?)", self.id, self.seq, act, self.person, now)
        before = self.run("SELECT digest FROM spiff_audit ORDER BY seq DESC LIMIT 1").fetchone()
        detail = json.dumps({"act": act, "seq": self.seq})
        digest = hashlib.sha256(f"{before[0] if before else ''}|{self.seq}|{detail}|{now}".encode()).hexdigest()
        self.run("INSERT INTO spiff_audit VALUES (?, ?, ?, ?, ?, ?)", self.seq, self.person, "step_taken", detail, now, digest)
        for n in range(self.mails):
            facts = json.dumps({"reference": "WYK-2025-a", "path": "/reviews/1"})
            self.run("INSERT INTO spiff_outbox VALUES (?, ?, ?, ?, ?, ?)", str(uuid.uuid4()), self.person, "delay_expected", facts, f"{self.id}/{self.seq}/{n}", now)


def main():
    address, shape, events, mails = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    case = Case(address, shape, mails)
    case.fill(events, shape)
    print(json.dumps({"events": events}), flush=True)
    for count in map(int, sys.stdin):
        began, took = time.process_time(), []
        for _ in range(count):
            start = time.perf_counter()
            case.step()
            took.append((time.perf_counter() - start) * 1e6)
        print(json.dumps({"took": took, "processor": (time.process_time() - began) * 1e6}), flush=True)
    size = case.run("SELECT length(state) FROM spiff_case WHERE id = ?", case.id).fetchone()[0]
    print(json.dumps({"bytes": size, "at": os.getpid()}), flush=True)


main()

-- What was done and what is to be sent: rows written in the same transaction as the change they speak of.

-- No foreign keys: the record outlives what it speaks of, and the person's name is copied so that it can be read alone.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person TEXT,
    person_name TEXT NOT NULL,
    acting_as TEXT NOT NULL,
    partnership TEXT,
    review TEXT,
    deed TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous BLOB NOT NULL,
    digest BLOB NOT NULL
) STRICT;
CREATE INDEX audit_of_review ON audit (review, seq);
CREATE INDEX audit_of_partnership ON audit (partnership, seq);

-- One row: the last link, so that a chain cut short is seen.
CREATE TABLE audit_head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    -- Exactly one of the two: a person who signs in, or an address typed by a partnership.
    person TEXT REFERENCES person (id),
    address TEXT,
    partnership TEXT,
    review TEXT,
    facts TEXT NOT NULL,
    -- Mail with the same key is queued once.
    dedupe TEXT UNIQUE,
    digest INTEGER NOT NULL CHECK (digest IN (0, 1)),
    due_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    leased_until TEXT,
    lease TEXT,
    sent_at TEXT,
    given_up_at TEXT,
    last_problem TEXT,
    message_id TEXT,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_waiting ON outbox (sent_at, given_up_at, due_at);

-- When each background job last ran, and who holds it now.
CREATE TABLE job (
    name TEXT PRIMARY KEY,
    last_run TEXT,
    leased_until TEXT,
    lease TEXT
) STRICT;

-- From time to time the deployment's key is set under the chain, so that somebody who rewrites it all is seen too.
CREATE TABLE audit_seal (
    seq INTEGER PRIMARY KEY,
    digest BLOB NOT NULL,
    seal BLOB NOT NULL,
    at TEXT NOT NULL
) STRICT;

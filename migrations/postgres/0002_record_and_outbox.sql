-- What was done and what is to be sent: rows written in the same transaction as the change they speak of.

-- No foreign keys: the record outlives what it speaks of, and the person's name is copied so that it can be read alone.
CREATE TABLE audit (
    seq BIGINT PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    person UUID,
    person_name TEXT NOT NULL,
    acting_as TEXT NOT NULL,
    partnership UUID,
    review UUID,
    deed TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous BYTEA NOT NULL,
    digest BYTEA NOT NULL
);
CREATE INDEX audit_of_review ON audit (review, seq);
CREATE INDEX audit_of_partnership ON audit (partnership, seq);

-- One row: the last link, so that a chain cut short is seen.
CREATE TABLE audit_head (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    seq BIGINT NOT NULL,
    digest BYTEA NOT NULL
);

CREATE TABLE outbox (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    -- Exactly one of the two: a person who signs in, or an address typed by a partnership.
    person UUID REFERENCES person (id),
    address TEXT,
    partnership UUID,
    review UUID,
    facts JSONB NOT NULL,
    -- Mail with the same key is queued once.
    dedupe TEXT UNIQUE,
    digest BOOLEAN NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    leased_until TIMESTAMPTZ,
    lease TEXT,
    sent_at TIMESTAMPTZ,
    given_up_at TIMESTAMPTZ,
    last_problem TEXT,
    message_id TEXT,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX outbox_waiting ON outbox (sent_at, given_up_at, due_at);

-- When each background job last ran, and who holds it now.
CREATE TABLE job (
    name TEXT PRIMARY KEY,
    last_run TIMESTAMPTZ,
    leased_until TIMESTAMPTZ,
    lease TEXT
);

-- From time to time the deployment's key is set under the chain, so that somebody who rewrites it all is seen too.
CREATE TABLE audit_seal (
    seq BIGINT PRIMARY KEY,
    digest BYTEA NOT NULL,
    seal BYTEA NOT NULL,
    at TIMESTAMPTZ NOT NULL
);

-- Triage, its scope tests, and who was consulted.

CREATE TABLE triage_answer (
    review UUID NOT NULL REFERENCES review (id),
    question TEXT NOT NULL,
    known TEXT NOT NULL,
    answered_by_name TEXT NOT NULL,
    answered_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (review, question)
);

-- Both scope tests on the answers as they are now, with the facts that they were evaluated on.
CREATE TABLE scope_test (
    review UUID PRIMARY KEY REFERENCES review (id),
    facts JSONB NOT NULL,
    tests JSONB NOT NULL,
    s9 TEXT NOT NULL,
    s8a TEXT NOT NULL,
    evaluated_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE consultee (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    -- The body in the directory, when it is there; its people can then answer for themselves.
    organisation UUID REFERENCES organisation (id),
    body TEXT NOT NULL,
    way TEXT NOT NULL,
    asked_on DATE,
    asked_by_name TEXT NOT NULL,
    due_on DATE,
    replied_on DATE,
    replied_by_name TEXT NOT NULL DEFAULT '',
    view TEXT,
    explained_on DATE,
    explained_by_name TEXT NOT NULL DEFAULT '',
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX consultee_of_review ON consultee (review);

-- Triage, its scope tests, and who was consulted.

CREATE TABLE triage_answer (
    review TEXT NOT NULL REFERENCES review (id),
    question TEXT NOT NULL,
    known TEXT NOT NULL,
    answered_by_name TEXT NOT NULL,
    answered_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (review, question)
) STRICT;

-- Both scope tests on the answers as they are now, with the facts that they were evaluated on.
CREATE TABLE scope_test (
    review TEXT PRIMARY KEY REFERENCES review (id),
    facts TEXT NOT NULL,
    tests TEXT NOT NULL,
    s9 TEXT NOT NULL,
    s8a TEXT NOT NULL,
    evaluated_at TEXT NOT NULL
) STRICT;

CREATE TABLE consultee (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    -- The body in the directory, when it is there; its people can then answer for themselves.
    organisation TEXT REFERENCES organisation (id),
    body TEXT NOT NULL,
    way TEXT NOT NULL,
    asked_on TEXT,
    asked_by_name TEXT NOT NULL,
    due_on TEXT,
    replied_on TEXT,
    replied_by_name TEXT NOT NULL DEFAULT '',
    view TEXT,
    explained_on TEXT,
    explained_by_name TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX consultee_of_review ON consultee (review);

-- Decisions. A record that was made is never written over: the next one says that it supersedes it.

CREATE TABLE decision (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    number INTEGER NOT NULL,
    -- NULL while it is being prepared.
    made_at TEXT,
    outcome TEXT,
    decided_on TEXT,
    reasoned INTEGER NOT NULL CHECK (reasoned IN (0, 1)),
    signed_by TEXT,
    signed_name TEXT NOT NULL DEFAULT '',
    -- Both scope tests as they stood when the decision was made.
    tests TEXT,
    superseded_by TEXT REFERENCES decision (id),
    -- The Home Office's scrutiny of a decision not to review.
    scrutiny TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (review, number)
) STRICT;

CREATE TABLE decision_scrutiny (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    decision TEXT NOT NULL REFERENCES decision (id),
    status TEXT NOT NULL,
    on_date TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_by_name TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX decision_scrutiny_of_review ON decision_scrutiny (review);

CREATE TABLE decision_direction (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    letter_on TEXT NOT NULL,
    -- `establish` a review, or `participate` in one.
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    said TEXT NOT NULL,
    deadline TEXT,
    recorded_by_name TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX decision_direction_of_review ON decision_direction (review);

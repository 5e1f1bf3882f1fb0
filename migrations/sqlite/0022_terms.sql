-- Terms of reference, in versions that are never overwritten.

CREATE TABLE terms (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    number INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    period_why TEXT NOT NULL,
    areas TEXT NOT NULL,
    agencies TEXT NOT NULL,
    family_questions TEXT NOT NULL,
    equality TEXT NOT NULL,
    experts TEXT NOT NULL,
    parallel TEXT NOT NULL,
    contact_plan TEXT NOT NULL,
    media TEXT NOT NULL,
    legal TEXT NOT NULL,
    disclosure TEXT NOT NULL,
    timetable TEXT NOT NULL,
    dissent TEXT NOT NULL,
    changes TEXT NOT NULL,
    panel_agreed_on TEXT,
    drafted_by TEXT NOT NULL,
    drafted_at TEXT NOT NULL,
    issued_on TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (review, number)
) STRICT;

CREATE TABLE terms_key_line (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    terms TEXT NOT NULL REFERENCES terms (id),
    number INTEGER NOT NULL,
    question TEXT NOT NULL,
    -- The code of the suggestion that it began as; empty for a question of this review's own.
    bank TEXT NOT NULL,
    UNIQUE (terms, number)
) STRICT;

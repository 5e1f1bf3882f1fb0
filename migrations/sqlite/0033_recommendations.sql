-- Recommendations of reviews, and the actions of a partnership's own plans, in one register.

CREATE TABLE plan (
    id TEXT PRIMARY KEY,
    partnership TEXT NOT NULL REFERENCES partnership (organisation),
    title TEXT NOT NULL,
    code TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    entered_by TEXT NOT NULL REFERENCES person (id),
    entered_at TEXT NOT NULL,
    UNIQUE (partnership, code)
) STRICT;

CREATE TABLE recommendation (
    id TEXT PRIMARY KEY,
    partnership TEXT NOT NULL REFERENCES partnership (organisation),
    review TEXT REFERENCES review (id),
    plan TEXT REFERENCES plan (id),
    n INTEGER NOT NULL,
    reference TEXT NOT NULL UNIQUE,
    source_ref TEXT NOT NULL DEFAULT '',
    priority TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL,
    rationale TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL,
    mechanism TEXT,
    sector TEXT,
    theme TEXT,
    lead_body TEXT REFERENCES organisation (id),
    lead_words TEXT NOT NULL DEFAULT '',
    support TEXT NOT NULL DEFAULT '',
    oversight TEXT NOT NULL DEFAULT '',
    when_words TEXT NOT NULL DEFAULT '',
    when_kind TEXT NOT NULL,
    earliest_check TEXT,
    review_every INTEGER NOT NULL,
    -- As first promised. No statement ever changes it.
    first_due TEXT,
    new_due TEXT,
    measure TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    state_since TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    queried INTEGER NOT NULL DEFAULT 0 CHECK (queried IN (0, 1)),
    last_update TEXT,
    claimed_by TEXT REFERENCES person (id),
    evidence TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '',
    ended_words TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX recommendation_of_review ON recommendation (review, n);
CREATE INDEX recommendation_of_plan ON recommendation (plan, n);
CREATE INDEX recommendation_in ON recommendation (partnership, state);
CREATE INDEX recommendation_led_by ON recommendation (lead_body, state);

-- What was said about it and done to it, in order. Nothing here is ever changed.
CREATE TABLE recommendation_entry (
    recommendation TEXT NOT NULL REFERENCES recommendation (id),
    seq INTEGER NOT NULL,
    on_date TEXT NOT NULL,
    said TEXT NOT NULL,
    move TEXT,
    to_state TEXT,
    new_due TEXT,
    by_person TEXT NOT NULL REFERENCES person (id),
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (recommendation, seq)
) STRICT;

-- A file that was brought in and looked at; it enters when somebody confirms it, whole.
CREATE TABLE plan_file (
    id TEXT PRIMARY KEY,
    partnership TEXT NOT NULL REFERENCES partnership (organisation),
    title TEXT NOT NULL,
    code TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL,
    brought_by TEXT NOT NULL REFERENCES person (id),
    brought_at TEXT NOT NULL,
    entered_as TEXT REFERENCES plan (id)
) STRICT;
CREATE INDEX plan_file_of ON plan_file (partnership, brought_at);

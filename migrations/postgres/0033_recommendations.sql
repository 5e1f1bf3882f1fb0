-- Recommendations of reviews, and the actions of a partnership's own plans, in one register.

CREATE TABLE plan (
    id UUID PRIMARY KEY,
    partnership UUID NOT NULL REFERENCES partnership (organisation),
    title TEXT NOT NULL,
    code TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    entered_by UUID NOT NULL REFERENCES person (id),
    entered_at TIMESTAMPTZ NOT NULL,
    UNIQUE (partnership, code)
);

CREATE TABLE recommendation (
    id UUID PRIMARY KEY,
    partnership UUID NOT NULL REFERENCES partnership (organisation),
    review UUID REFERENCES review (id),
    plan UUID REFERENCES plan (id),
    n BIGINT NOT NULL,
    reference TEXT NOT NULL UNIQUE,
    source_ref TEXT NOT NULL DEFAULT '',
    priority TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL,
    rationale TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL,
    mechanism TEXT,
    sector TEXT,
    theme TEXT,
    lead_body UUID REFERENCES organisation (id),
    lead_words TEXT NOT NULL DEFAULT '',
    support TEXT NOT NULL DEFAULT '',
    oversight TEXT NOT NULL DEFAULT '',
    when_words TEXT NOT NULL DEFAULT '',
    when_kind TEXT NOT NULL,
    earliest_check DATE,
    review_every BIGINT NOT NULL,
    -- As first promised. No statement ever changes it.
    first_due DATE,
    new_due DATE,
    measure TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    state_since DATE NOT NULL,
    opened_on DATE NOT NULL,
    queried BOOLEAN NOT NULL DEFAULT FALSE,
    last_update DATE,
    claimed_by UUID REFERENCES person (id),
    evidence TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '',
    ended_words TEXT NOT NULL DEFAULT '',
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX recommendation_of_review ON recommendation (review, n);
CREATE INDEX recommendation_of_plan ON recommendation (plan, n);
CREATE INDEX recommendation_in ON recommendation (partnership, state);
CREATE INDEX recommendation_led_by ON recommendation (lead_body, state);

-- What was said about it and done to it, in order. Nothing here is ever changed.
CREATE TABLE recommendation_entry (
    recommendation UUID NOT NULL REFERENCES recommendation (id),
    seq BIGINT NOT NULL,
    on_date DATE NOT NULL,
    said TEXT NOT NULL,
    move TEXT,
    to_state TEXT,
    new_due DATE,
    by_person UUID NOT NULL REFERENCES person (id),
    by_name TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (recommendation, seq)
);

-- A file that was brought in and looked at; it enters when somebody confirms it, whole.
CREATE TABLE plan_file (
    id UUID PRIMARY KEY,
    partnership UUID NOT NULL REFERENCES partnership (organisation),
    title TEXT NOT NULL,
    code TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL,
    brought_by UUID NOT NULL REFERENCES person (id),
    brought_at TIMESTAMPTZ NOT NULL,
    entered_as UUID REFERENCES plan (id)
);
CREATE INDEX plan_file_of ON plan_file (partnership, brought_at);

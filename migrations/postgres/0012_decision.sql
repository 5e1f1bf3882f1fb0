-- Decisions. A record that was made is never written over: the next one says that it supersedes it.

CREATE TABLE decision (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    number BIGINT NOT NULL,
    -- NULL while it is being prepared.
    made_at TIMESTAMPTZ,
    outcome TEXT,
    decided_on DATE,
    reasoned BOOLEAN NOT NULL,
    signed_by UUID,
    signed_name TEXT NOT NULL DEFAULT '',
    -- Both scope tests as they stood when the decision was made.
    tests JSONB,
    superseded_by UUID REFERENCES decision (id),
    -- The Home Office's scrutiny of a decision not to review.
    scrutiny TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (review, number)
);

CREATE TABLE decision_scrutiny (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    decision UUID NOT NULL REFERENCES decision (id),
    status TEXT NOT NULL,
    on_date DATE NOT NULL,
    note TEXT NOT NULL,
    recorded_by_name TEXT NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX decision_scrutiny_of_review ON decision_scrutiny (review);

CREATE TABLE decision_direction (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    letter_on DATE NOT NULL,
    -- `establish` a review, or `participate` in one.
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    said TEXT NOT NULL,
    deadline DATE,
    recorded_by_name TEXT NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX decision_direction_of_review ON decision_direction (review);

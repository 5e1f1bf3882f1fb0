-- Submission to the Home Office, its letters, and publication.

-- The parts of the pack that a person declares; the others are computed.
CREATE TABLE pack_part (
    review TEXT NOT NULL REFERENCES review (id),
    part TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    done_by TEXT NOT NULL REFERENCES person (id),
    done_at TEXT NOT NULL,
    PRIMARY KEY (review, part)
) STRICT;

CREATE TABLE submission (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    n INTEGER NOT NULL,
    body TEXT NOT NULL,
    sent_on TEXT NOT NULL,
    how TEXT NOT NULL,
    lateness TEXT NOT NULL DEFAULT '',
    report_label TEXT NOT NULL,
    sent_by TEXT NOT NULL REFERENCES person (id),
    at TEXT NOT NULL,
    UNIQUE (review, n)
) STRICT;

CREATE TABLE outcome_letter (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    submission TEXT NOT NULL REFERENCES submission (id),
    met_on TEXT,
    letter_on TEXT NOT NULL,
    received_on TEXT NOT NULL,
    outcome TEXT NOT NULL,
    apologises INTEGER NOT NULL CHECK (apologises IN (0, 1)),
    positives TEXT NOT NULL DEFAULT '',
    recorded_by TEXT NOT NULL REFERENCES person (id),
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX outcome_letter_of ON outcome_letter (review, recorded_at);

CREATE TABLE outcome_point (
    id TEXT PRIMARY KEY,
    letter TEXT NOT NULL REFERENCES outcome_letter (id),
    n INTEGER NOT NULL,
    about TEXT NOT NULL DEFAULT '',
    words TEXT NOT NULL,
    answer TEXT,
    answer_words TEXT NOT NULL DEFAULT '',
    answered_by TEXT REFERENCES person (id),
    answered_at TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (letter, n)
) STRICT;

CREATE TABLE publication (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    mode TEXT NOT NULL,
    published_on TEXT,
    address TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    agreement TEXT NOT NULL DEFAULT '',
    report_label TEXT NOT NULL DEFAULT '',
    published_by TEXT NOT NULL REFERENCES person (id),
    at TEXT NOT NULL,
    withdrawn_on TEXT,
    withdrawn_why TEXT,
    withdrawn_words TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX publication_of ON publication (review, at);

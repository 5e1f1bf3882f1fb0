-- Submission to the Home Office, its letters, and publication.

-- The parts of the pack that a person declares; the others are computed.
CREATE TABLE pack_part (
    review UUID NOT NULL REFERENCES review (id),
    part TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    done_by UUID NOT NULL REFERENCES person (id),
    done_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (review, part)
);

CREATE TABLE submission (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    n BIGINT NOT NULL,
    body TEXT NOT NULL,
    sent_on DATE NOT NULL,
    how TEXT NOT NULL,
    lateness TEXT NOT NULL DEFAULT '',
    report_label TEXT NOT NULL,
    sent_by UUID NOT NULL REFERENCES person (id),
    at TIMESTAMPTZ NOT NULL,
    UNIQUE (review, n)
);

CREATE TABLE outcome_letter (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    submission UUID NOT NULL REFERENCES submission (id),
    met_on DATE,
    letter_on DATE NOT NULL,
    received_on DATE NOT NULL,
    outcome TEXT NOT NULL,
    apologises BOOLEAN NOT NULL,
    positives TEXT NOT NULL DEFAULT '',
    recorded_by UUID NOT NULL REFERENCES person (id),
    recorded_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX outcome_letter_of ON outcome_letter (review, recorded_at);

CREATE TABLE outcome_point (
    id UUID PRIMARY KEY,
    letter UUID NOT NULL REFERENCES outcome_letter (id),
    n BIGINT NOT NULL,
    about TEXT NOT NULL DEFAULT '',
    words TEXT NOT NULL,
    answer TEXT,
    answer_words TEXT NOT NULL DEFAULT '',
    answered_by UUID REFERENCES person (id),
    answered_at TIMESTAMPTZ,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (letter, n)
);

CREATE TABLE publication (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    mode TEXT NOT NULL,
    published_on DATE,
    address TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    agreement TEXT NOT NULL DEFAULT '',
    report_label TEXT NOT NULL DEFAULT '',
    published_by UUID NOT NULL REFERENCES person (id),
    at TIMESTAMPTZ NOT NULL,
    withdrawn_on DATE,
    withdrawn_why TEXT,
    withdrawn_words TEXT NOT NULL DEFAULT ''
);
CREATE INDEX publication_of ON publication (review, at);

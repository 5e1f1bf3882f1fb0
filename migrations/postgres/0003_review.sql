-- The review: its stage, the dates that start and stop its clocks, everything that happened, and the sealed register of who it is about.

CREATE TABLE review (
    id UUID PRIMARY KEY,
    partnership UUID NOT NULL REFERENCES partnership (organisation),
    -- Never used again, even when a case is transferred.
    reference TEXT NOT NULL UNIQUE,
    regime TEXT NOT NULL,
    edition TEXT NOT NULL,
    regime_reason TEXT NOT NULL,
    regime_confirmed_by UUID,
    regime_confirmed_at TIMESTAMPTZ,
    display_term TEXT NOT NULL,
    stage TEXT NOT NULL,
    stage_since DATE NOT NULL,
    happenings BIGINT NOT NULL DEFAULT 0,
    transferred_to UUID,
    transferred_from UUID,
    legal_hold_reason TEXT,
    opened_at TIMESTAMPTZ NOT NULL,
    closed_at TIMESTAMPTZ,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX review_of_partnership ON review (partnership, opened_at);

-- How many references of each year were given out: none is ever given twice.
CREATE TABLE reference_count (
    partnership UUID NOT NULL REFERENCES partnership (organisation),
    year BIGINT NOT NULL,
    given BIGINT NOT NULL,
    PRIMARY KEY (partnership, year)
);

-- Every partnership with a part in the review; a joint review runs a clock for each and one plan.
CREATE TABLE review_partnership (
    review UUID NOT NULL REFERENCES review (id),
    partnership UUID NOT NULL REFERENCES partnership (organisation),
    part TEXT NOT NULL,
    came_to_attention_on DATE NOT NULL,
    agreed_by TEXT NOT NULL DEFAULT '',
    agreed_on DATE,
    ended_on DATE,
    PRIMARY KEY (review, partnership)
);
CREATE INDEX review_partnership_by ON review_partnership (partnership);

CREATE TABLE review_role (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    person UUID NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    organisation UUID REFERENCES organisation (id),
    begins DATE NOT NULL,
    ends DATE,
    ended_why TEXT,
    -- A declared conflict that nothing mitigates: the role is kept on record and gives nothing.
    conflicted_at TIMESTAMPTZ
);
CREATE INDEX review_role_of_person ON review_role (person);
CREATE INDEX review_role_in_review ON review_role (review);

-- First and latest day of each kind of event, and the day that counts. Facts are read from here, so a step costs the same however long the history.
CREATE TABLE review_event (
    review UUID NOT NULL REFERENCES review (id),
    event TEXT NOT NULL,
    -- A partnership's code, the reference of an action or of a coroner's report; empty for the review as a whole.
    about TEXT NOT NULL,
    first_on DATE NOT NULL,
    latest_on DATE NOT NULL,
    stands_on DATE,
    PRIMARY KEY (review, event, about)
);

CREATE TABLE happening (
    review UUID NOT NULL REFERENCES review (id),
    seq BIGINT NOT NULL,
    what TEXT NOT NULL,
    act TEXT,
    from_stage TEXT,
    to_stage TEXT,
    on_date DATE NOT NULL,
    person UUID,
    person_name TEXT NOT NULL,
    acting_as TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (review, seq)
);

-- Agreed dates stand beside the computed one, which nothing changes.
CREATE TABLE agreed_date (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    rule TEXT NOT NULL,
    about TEXT NOT NULL,
    computed_due DATE NOT NULL,
    agreed_due DATE NOT NULL,
    agreed_by TEXT NOT NULL,
    agreed_on DATE NOT NULL,
    reason TEXT NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX agreed_date_of_review ON agreed_date (review, rule);

CREATE TABLE hold (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    scope TEXT NOT NULL,
    -- Codes of the kinds of task that pause, separated by a space; empty for a full hold.
    pauses TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    advice TEXT NOT NULL,
    starts DATE NOT NULL,
    review_on DATE NOT NULL,
    expected_end DATE,
    ended_on DATE,
    effect TEXT NOT NULL DEFAULT '',
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX hold_of_review ON hold (review);

CREATE TABLE overlay (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    starts DATE NOT NULL,
    ends DATE,
    ended_on DATE,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX overlay_of_review ON overlay (review);

-- The identity register: the one table that holds real names of a review's people, and it holds them sealed with the review's own key.
CREATE TABLE register_entry (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- What the person is called in everything that is not sealed.
    pseudonym TEXT,
    finding TEXT NOT NULL DEFAULT 'not_applicable',
    sealed BYTEA NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (review, code)
);

-- Files that people hand in and papers that were typeset, sealed piece by piece with the review's key.
CREATE TABLE document (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    media_type TEXT NOT NULL,
    audience TEXT NOT NULL,
    organisation UUID REFERENCES organisation (id),
    bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    -- The scan that let it leave: hits found, and when. NULL where a scan is not asked of it.
    scan JSONB,
    made_by UUID NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    withdrawn_at TIMESTAMPTZ
);
CREATE INDEX document_of_review ON document (review, made_at);

CREATE TABLE document_piece (
    document UUID NOT NULL REFERENCES document (id),
    n BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (document, n)
);

-- An agency that has been asked to contribute: its people reach its own part of the review while this lasts.
CREATE TABLE review_agency (
    review UUID NOT NULL REFERENCES review (id),
    organisation UUID NOT NULL REFERENCES organisation (id),
    begins DATE NOT NULL,
    ends DATE,
    PRIMARY KEY (review, organisation)
);
CREATE INDEX review_agency_by ON review_agency (organisation);

-- The review: its stage, the dates that start and stop its clocks, everything that happened, and the sealed register of who it is about.

CREATE TABLE review (
    id TEXT PRIMARY KEY,
    partnership TEXT NOT NULL REFERENCES partnership (organisation),
    -- Never used again, even when a case is transferred.
    reference TEXT NOT NULL UNIQUE,
    regime TEXT NOT NULL,
    edition TEXT NOT NULL,
    regime_reason TEXT NOT NULL,
    regime_confirmed_by TEXT,
    regime_confirmed_at TEXT,
    display_term TEXT NOT NULL,
    stage TEXT NOT NULL,
    stage_since TEXT NOT NULL,
    happenings INTEGER NOT NULL DEFAULT 0,
    transferred_to TEXT,
    transferred_from TEXT,
    legal_hold_reason TEXT,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX review_of_partnership ON review (partnership, opened_at);

-- How many references of each year were given out: none is ever given twice.
CREATE TABLE reference_count (
    partnership TEXT NOT NULL REFERENCES partnership (organisation),
    year INTEGER NOT NULL,
    given INTEGER NOT NULL,
    PRIMARY KEY (partnership, year)
) STRICT;

-- Every partnership with a part in the review; a joint review runs a clock for each and one plan.
CREATE TABLE review_partnership (
    review TEXT NOT NULL REFERENCES review (id),
    partnership TEXT NOT NULL REFERENCES partnership (organisation),
    part TEXT NOT NULL,
    came_to_attention_on TEXT NOT NULL,
    agreed_by TEXT NOT NULL DEFAULT '',
    agreed_on TEXT,
    ended_on TEXT,
    PRIMARY KEY (review, partnership)
) STRICT;
CREATE INDEX review_partnership_by ON review_partnership (partnership);

CREATE TABLE review_role (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    person TEXT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    organisation TEXT REFERENCES organisation (id),
    begins TEXT NOT NULL,
    ends TEXT,
    ended_why TEXT,
    -- A declared conflict that nothing mitigates: the role is kept on record and gives nothing.
    conflicted_at TEXT
) STRICT;
CREATE INDEX review_role_of_person ON review_role (person);
CREATE INDEX review_role_in_review ON review_role (review);

-- First and latest day of each kind of event, and the day that counts. Facts are read from here, so a step costs the same however long the history.
CREATE TABLE review_event (
    review TEXT NOT NULL REFERENCES review (id),
    event TEXT NOT NULL,
    -- A partnership's code, the reference of an action or of a coroner's report; empty for the review as a whole.
    about TEXT NOT NULL,
    first_on TEXT NOT NULL,
    latest_on TEXT NOT NULL,
    stands_on TEXT,
    PRIMARY KEY (review, event, about)
) STRICT;

CREATE TABLE happening (
    review TEXT NOT NULL REFERENCES review (id),
    seq INTEGER NOT NULL,
    what TEXT NOT NULL,
    act TEXT,
    from_stage TEXT,
    to_stage TEXT,
    on_date TEXT NOT NULL,
    person TEXT,
    person_name TEXT NOT NULL,
    acting_as TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL,
    PRIMARY KEY (review, seq)
) STRICT;

-- Agreed dates stand beside the computed one, which nothing changes.
CREATE TABLE agreed_date (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    rule TEXT NOT NULL,
    about TEXT NOT NULL,
    computed_due TEXT NOT NULL,
    agreed_due TEXT NOT NULL,
    agreed_by TEXT NOT NULL,
    agreed_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX agreed_date_of_review ON agreed_date (review, rule);

CREATE TABLE hold (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    scope TEXT NOT NULL,
    -- Codes of the kinds of task that pause, separated by a space; empty for a full hold.
    pauses TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    advice TEXT NOT NULL,
    starts TEXT NOT NULL,
    review_on TEXT NOT NULL,
    expected_end TEXT,
    ended_on TEXT,
    effect TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX hold_of_review ON hold (review);

CREATE TABLE overlay (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT,
    ended_on TEXT,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX overlay_of_review ON overlay (review);

-- The identity register: the one table that holds real names of a review's people, and it holds them sealed with the review's own key.
CREATE TABLE register_entry (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- What the person is called in everything that is not sealed.
    pseudonym TEXT,
    finding TEXT NOT NULL DEFAULT 'not_applicable',
    sealed BLOB NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (review, code)
) STRICT;

-- Files that people hand in and papers that were typeset, sealed piece by piece with the review's key.
CREATE TABLE document (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    media_type TEXT NOT NULL,
    audience TEXT NOT NULL,
    organisation TEXT REFERENCES organisation (id),
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    -- The scan that let it leave: hits found, and when. NULL where a scan is not asked of it.
    scan TEXT,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    withdrawn_at TEXT
) STRICT;
CREATE INDEX document_of_review ON document (review, made_at);

CREATE TABLE document_piece (
    document TEXT NOT NULL REFERENCES document (id),
    n INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (document, n)
) STRICT;

-- An agency that has been asked to contribute: its people reach its own part of the review while this lasts.
CREATE TABLE review_agency (
    review TEXT NOT NULL REFERENCES review (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    begins TEXT NOT NULL,
    ends TEXT,
    PRIMARY KEY (review, organisation)
) STRICT;
CREATE INDEX review_agency_by ON review_agency (organisation);

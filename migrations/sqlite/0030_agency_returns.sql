-- What agencies are asked for, and the returns that they sign.

CREATE TABLE agency_request (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    level TEXT NOT NULL,
    asks TEXT NOT NULL DEFAULT '',
    asked_on TEXT NOT NULL,
    asked_by TEXT NOT NULL REFERENCES person (id),
    rule TEXT NOT NULL,
    due TEXT NOT NULL,
    state TEXT NOT NULL,
    chronology_on TEXT,
    excused_why TEXT,
    excused_words TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (review, organisation, level)
) STRICT;
CREATE INDEX agency_request_of ON agency_request (organisation, state);

-- A round is one return from the first word to the chair's verdict. What was sent back stays as it was signed; the next round begins from it.
CREATE TABLE agency_return (
    id TEXT PRIMARY KEY,
    request TEXT NOT NULL REFERENCES agency_request (id),
    round INTEGER NOT NULL,
    body TEXT NOT NULL DEFAULT '',
    nil_return INTEGER NOT NULL DEFAULT 0 CHECK (nil_return IN (0, 1)),
    systems TEXT NOT NULL DEFAULT '',
    identifiers TEXT NOT NULL DEFAULT '',
    author TEXT REFERENCES person (id),
    author_name TEXT NOT NULL DEFAULT '',
    author_post TEXT NOT NULL DEFAULT '',
    no_involvement INTEGER NOT NULL DEFAULT 0 CHECK (no_involvement IN (0, 1)),
    no_line_management INTEGER NOT NULL DEFAULT 0 CHECK (no_line_management IN (0, 1)),
    declared_at TEXT,
    signatory TEXT REFERENCES person (id),
    signatory_name TEXT NOT NULL DEFAULT '',
    signatory_post TEXT NOT NULL DEFAULT '',
    reservations TEXT NOT NULL DEFAULT '',
    signed_at TEXT,
    verdict TEXT,
    verdict_reasons TEXT NOT NULL DEFAULT '',
    verdict_words TEXT NOT NULL DEFAULT '',
    verdict_by TEXT REFERENCES person (id),
    verdict_at TEXT,
    again_by TEXT,
    released_at TEXT,
    released_by TEXT REFERENCES person (id),
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (request, round)
) STRICT;

CREATE TABLE agency_return_file (
    return_id TEXT NOT NULL REFERENCES agency_return (id),
    document TEXT NOT NULL REFERENCES document (id),
    part TEXT NOT NULL,
    PRIMARY KEY (return_id, document)
) STRICT;

-- What an agency did to keep its records safe. A later answer stands beside the earlier one.
CREATE TABLE records_secured (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    systems TEXT NOT NULL,
    identifiers TEXT NOT NULL,
    paper TEXT NOT NULL DEFAULT '',
    electronic_locked INTEGER NOT NULL CHECK (electronic_locked IN (0, 1)),
    destruction_suspended INTEGER NOT NULL CHECK (destruction_suspended IN (0, 1)),
    other_systems TEXT NOT NULL DEFAULT '',
    secured_on TEXT NOT NULL,
    by_person TEXT NOT NULL REFERENCES person (id),
    by_name TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX records_secured_in ON records_secured (review, organisation);

-- What agencies are asked for, and the returns that they sign.

CREATE TABLE agency_request (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    organisation UUID NOT NULL REFERENCES organisation (id),
    level TEXT NOT NULL,
    asks TEXT NOT NULL DEFAULT '',
    asked_on DATE NOT NULL,
    asked_by UUID NOT NULL REFERENCES person (id),
    rule TEXT NOT NULL,
    due DATE NOT NULL,
    state TEXT NOT NULL,
    chronology_on DATE,
    excused_why TEXT,
    excused_words TEXT NOT NULL DEFAULT '',
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (review, organisation, level)
);
CREATE INDEX agency_request_of ON agency_request (organisation, state);

-- A round is one return from the first word to the chair's verdict. What was sent back stays as it was signed; the next round begins from it.
CREATE TABLE agency_return (
    id UUID PRIMARY KEY,
    request UUID NOT NULL REFERENCES agency_request (id),
    round BIGINT NOT NULL,
    body TEXT NOT NULL DEFAULT '',
    nil_return BOOLEAN NOT NULL DEFAULT FALSE,
    systems TEXT NOT NULL DEFAULT '',
    identifiers TEXT NOT NULL DEFAULT '',
    author UUID REFERENCES person (id),
    author_name TEXT NOT NULL DEFAULT '',
    author_post TEXT NOT NULL DEFAULT '',
    no_involvement BOOLEAN NOT NULL DEFAULT FALSE,
    no_line_management BOOLEAN NOT NULL DEFAULT FALSE,
    declared_at TIMESTAMPTZ,
    signatory UUID REFERENCES person (id),
    signatory_name TEXT NOT NULL DEFAULT '',
    signatory_post TEXT NOT NULL DEFAULT '',
    reservations TEXT NOT NULL DEFAULT '',
    signed_at TIMESTAMPTZ,
    verdict TEXT,
    verdict_reasons TEXT NOT NULL DEFAULT '',
    verdict_words TEXT NOT NULL DEFAULT '',
    verdict_by UUID REFERENCES person (id),
    verdict_at TIMESTAMPTZ,
    again_by DATE,
    released_at TIMESTAMPTZ,
    released_by UUID REFERENCES person (id),
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (request, round)
);

CREATE TABLE agency_return_file (
    return_id UUID NOT NULL REFERENCES agency_return (id),
    document UUID NOT NULL REFERENCES document (id),
    part TEXT NOT NULL,
    PRIMARY KEY (return_id, document)
);

-- What an agency did to keep its records safe. A later answer stands beside the earlier one.
CREATE TABLE records_secured (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    organisation UUID NOT NULL REFERENCES organisation (id),
    systems TEXT NOT NULL,
    identifiers TEXT NOT NULL,
    paper TEXT NOT NULL DEFAULT '',
    electronic_locked BOOLEAN NOT NULL,
    destruction_suspended BOOLEAN NOT NULL,
    other_systems TEXT NOT NULL DEFAULT '',
    secured_on DATE NOT NULL,
    by_person UUID NOT NULL REFERENCES person (id),
    by_name TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX records_secured_in ON records_secured (review, organisation);

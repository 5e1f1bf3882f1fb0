-- Organisations, the people who act for them, and how they prove who they are.

CREATE TABLE organisation (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    agency_type TEXT,
    -- Named in section 9(4)(a) or 8A(6) DVCVA 2004; letters claim a duty only where this is set.
    statutory_duty BOOLEAN NOT NULL,
    succeeded_by UUID REFERENCES organisation (id),
    succeeded_on DATE,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE partnership (
    organisation UUID PRIMARY KEY REFERENCES organisation (id),
    code TEXT NOT NULL UNIQUE,
    nation TEXT NOT NULL,
    -- What reviews are called here; the legal basis is the review's regime, a separate thing.
    display_term TEXT NOT NULL,
    letterhead JSONB NOT NULL,
    second_factor_required BOOLEAN NOT NULL DEFAULT FALSE,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE partnership_length (
    id UUID PRIMARY KEY,
    partnership UUID NOT NULL REFERENCES partnership (organisation),
    rule TEXT NOT NULL,
    length TEXT NOT NULL,
    reason TEXT NOT NULL,
    set_by UUID NOT NULL,
    set_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);

-- Which organisations a partnership works with. An agency may stand in many directories and sees only its own part of each.
CREATE TABLE directory (
    partnership UUID NOT NULL REFERENCES partnership (organisation),
    organisation UUID NOT NULL REFERENCES organisation (id),
    source TEXT NOT NULL DEFAULT '',
    added_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (partnership, organisation)
);

CREATE TABLE person (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    job_title TEXT NOT NULL DEFAULT '',
    password_hash TEXT,
    -- Sealed under the deployment's key; NULL until the person has set a second factor up.
    totp_secret BYTEA,
    totp_confirmed_at TIMESTAMPTZ,
    totp_last_step BIGINT,
    disabled_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE recovery_code (
    person UUID NOT NULL REFERENCES person (id),
    code_hash BYTEA NOT NULL,
    used_at TIMESTAMPTZ,
    PRIMARY KEY (person, code_hash)
);

-- A role that a person holds in an organisation: it reaches every review of that partnership, or every request to that agency.
CREATE TABLE post (
    id UUID PRIMARY KEY,
    person UUID NOT NULL REFERENCES person (id),
    organisation UUID NOT NULL REFERENCES organisation (id),
    role TEXT NOT NULL,
    begins DATE NOT NULL,
    ends DATE
);
CREATE INDEX post_of_person ON post (person);
CREATE INDEX post_in_organisation ON post (organisation);

CREATE TABLE session (
    token_hash BYTEA PRIMARY KEY,
    person UUID NOT NULL REFERENCES person (id),
    form_token TEXT NOT NULL,
    second_factor_passed BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);
CREATE INDEX session_of_person ON session (person);

CREATE TABLE sign_in_failure (
    id UUID PRIMARY KEY,
    subject_hash BYTEA NOT NULL,
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sign_in_failure_subject ON sign_in_failure (subject_hash, at);

CREATE TABLE invitation (
    token_hash BYTEA PRIMARY KEY,
    person UUID NOT NULL REFERENCES person (id),
    purpose TEXT NOT NULL,
    invited_by UUID,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ
);

CREATE TABLE api_token (
    id UUID PRIMARY KEY,
    person UUID NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    last_used_at TIMESTAMPTZ,
    revoked_at TIMESTAMPTZ
);

-- The answer to a form that was sent: a double click finds it and is led to the same place instead of acting twice.
CREATE TABLE once (
    key TEXT NOT NULL,
    person UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    led_to TEXT NOT NULL,
    PRIMARY KEY (key, person)
);

-- A board or a regional body and the partnerships that it looks after.
CREATE TABLE oversees (
    body UUID NOT NULL REFERENCES organisation (id),
    partnership UUID NOT NULL REFERENCES partnership (organisation),
    PRIMARY KEY (body, partnership)
);

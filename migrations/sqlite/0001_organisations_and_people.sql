-- Organisations, the people who act for them, and how they prove who they are.

CREATE TABLE organisation (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    agency_type TEXT,
    -- Named in section 9(4)(a) or 8A(6) DVCVA 2004; letters claim a duty only where this is set.
    statutory_duty INTEGER NOT NULL CHECK (statutory_duty IN (0, 1)),
    succeeded_by TEXT REFERENCES organisation (id),
    succeeded_on TEXT,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE partnership (
    organisation TEXT PRIMARY KEY REFERENCES organisation (id),
    code TEXT NOT NULL UNIQUE,
    nation TEXT NOT NULL,
    -- What reviews are called here; the legal basis is the review's regime, a separate thing.
    display_term TEXT NOT NULL,
    letterhead TEXT NOT NULL,
    second_factor_required INTEGER NOT NULL DEFAULT 0 CHECK (second_factor_required IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE partnership_length (
    id TEXT PRIMARY KEY,
    partnership TEXT NOT NULL REFERENCES partnership (organisation),
    rule TEXT NOT NULL,
    length TEXT NOT NULL,
    reason TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at TEXT NOT NULL,
    ended_at TEXT
) STRICT;

-- Which organisations a partnership works with. An agency may stand in many directories and sees only its own part of each.
CREATE TABLE directory (
    partnership TEXT NOT NULL REFERENCES partnership (organisation),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    source TEXT NOT NULL DEFAULT '',
    added_at TEXT NOT NULL,
    PRIMARY KEY (partnership, organisation)
) STRICT;

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    job_title TEXT NOT NULL DEFAULT '',
    password_hash TEXT,
    -- Sealed under the deployment's key; NULL until the person has set a second factor up.
    totp_secret BLOB,
    totp_confirmed_at TEXT,
    totp_last_step INTEGER,
    disabled_at TEXT,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE recovery_code (
    person TEXT NOT NULL REFERENCES person (id),
    code_hash BLOB NOT NULL,
    used_at TEXT,
    PRIMARY KEY (person, code_hash)
) STRICT;

-- A role that a person holds in an organisation: it reaches every review of that partnership, or every request to that agency.
CREATE TABLE post (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    role TEXT NOT NULL,
    begins TEXT NOT NULL,
    ends TEXT
) STRICT;
CREATE INDEX post_of_person ON post (person);
CREATE INDEX post_in_organisation ON post (organisation);

CREATE TABLE session (
    token_hash BLOB PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    form_token TEXT NOT NULL,
    second_factor_passed INTEGER NOT NULL CHECK (second_factor_passed IN (0, 1)),
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    ended_at TEXT
) STRICT;
CREATE INDEX session_of_person ON session (person);

CREATE TABLE sign_in_failure (
    id TEXT PRIMARY KEY,
    subject_hash BLOB NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX sign_in_failure_subject ON sign_in_failure (subject_hash, at);

CREATE TABLE invitation (
    token_hash BLOB PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    purpose TEXT NOT NULL,
    invited_by TEXT,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;

CREATE TABLE api_token (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    last_used_at TEXT,
    revoked_at TEXT
) STRICT;

-- The answer to a form that was sent: a double click finds it and is led to the same place instead of acting twice.
CREATE TABLE once (
    key TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    led_to TEXT NOT NULL,
    PRIMARY KEY (key, person)
) STRICT;

-- A board or a regional body and the partnerships that it looks after.
CREATE TABLE oversees (
    body TEXT NOT NULL REFERENCES organisation (id),
    partnership TEXT NOT NULL REFERENCES partnership (organisation),
    PRIMARY KEY (body, partnership)
) STRICT;

-- Who chairs, who writes, who sits on the panel, and when it met.

CREATE TABLE panel_appointment (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    person TEXT NOT NULL REFERENCES person (id),
    post TEXT NOT NULL,
    firm TEXT NOT NULL,
    -- Word for word: it goes into the report.
    independence TEXT NOT NULL,
    employment TEXT NOT NULL,
    conflicts TEXT NOT NULL,
    mitigation TEXT NOT NULL,
    training TEXT NOT NULL,
    trained_on TEXT,
    dbs TEXT NOT NULL,
    dbs_on TEXT,
    ico TEXT NOT NULL,
    insurance TEXT NOT NULL,
    procurement TEXT NOT NULL,
    fee TEXT NOT NULL,
    contract_on TEXT,
    data_terms_on TEXT,
    secure_device INTEGER NOT NULL CHECK (secure_device IN (0, 1)),
    referees TEXT NOT NULL,
    cover TEXT NOT NULL,
    begins TEXT NOT NULL,
    ends TEXT,
    ended_why TEXT NOT NULL DEFAULT '',
    feedback TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX panel_appointment_of_review ON panel_appointment (review);

CREATE TABLE panel_member (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    -- Somebody who signs in, or nothing for a member who does not; the name is printed in the report.
    person TEXT REFERENCES person (id),
    name TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    job_title TEXT NOT NULL,
    expertise TEXT NOT NULL,
    statutory INTEGER NOT NULL CHECK (statutory IN (0, 1)),
    da_specialist INTEGER NOT NULL CHECK (da_specialist IN (0, 1)),
    deputy_for TEXT REFERENCES panel_member (id),
    begins TEXT NOT NULL,
    ends TEXT,
    ended_why TEXT NOT NULL DEFAULT '',
    declared_on TEXT,
    declaration TEXT NOT NULL DEFAULT '',
    conflict INTEGER NOT NULL DEFAULT 0 CHECK (conflict IN (0, 1)),
    mitigation TEXT NOT NULL DEFAULT '',
    accepted_on TEXT,
    accepted_by TEXT NOT NULL DEFAULT '',
    confidentiality_on TEXT,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX panel_member_of_review ON panel_member (review);

-- Declarations are never overwritten: each stays with its day and whoever recorded it.
CREATE TABLE panel_declaration (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    member TEXT NOT NULL REFERENCES panel_member (id),
    declared_on TEXT NOT NULL,
    declaration TEXT NOT NULL,
    conflict INTEGER NOT NULL CHECK (conflict IN (0, 1)),
    mitigation TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX panel_declaration_of_member ON panel_declaration (member);

CREATE TABLE panel_meeting (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    number INTEGER NOT NULL,
    held_on TEXT NOT NULL,
    place TEXT NOT NULL,
    agenda TEXT NOT NULL,
    decisions TEXT NOT NULL,
    actions TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (review, number)
) STRICT;

CREATE TABLE panel_attendance (
    meeting TEXT NOT NULL REFERENCES panel_meeting (id),
    member TEXT NOT NULL REFERENCES panel_member (id),
    how TEXT NOT NULL,
    PRIMARY KEY (meeting, member)
) STRICT;

CREATE TABLE panel_minutes (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    meeting TEXT NOT NULL REFERENCES panel_meeting (id),
    number INTEGER NOT NULL,
    body TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL,
    approved_on TEXT,
    approved_by TEXT NOT NULL DEFAULT '',
    UNIQUE (meeting, number)
) STRICT;

-- Who chairs, who writes, who sits on the panel, and when it met.

CREATE TABLE panel_appointment (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    person UUID NOT NULL REFERENCES person (id),
    post TEXT NOT NULL,
    firm TEXT NOT NULL,
    -- Word for word: it goes into the report.
    independence TEXT NOT NULL,
    employment TEXT NOT NULL,
    conflicts TEXT NOT NULL,
    mitigation TEXT NOT NULL,
    training TEXT NOT NULL,
    trained_on DATE,
    dbs TEXT NOT NULL,
    dbs_on DATE,
    ico TEXT NOT NULL,
    insurance TEXT NOT NULL,
    procurement TEXT NOT NULL,
    fee TEXT NOT NULL,
    contract_on DATE,
    data_terms_on DATE,
    secure_device BOOLEAN NOT NULL,
    referees TEXT NOT NULL,
    cover TEXT NOT NULL,
    begins DATE NOT NULL,
    ends DATE,
    ended_why TEXT NOT NULL DEFAULT '',
    feedback TEXT NOT NULL DEFAULT '',
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX panel_appointment_of_review ON panel_appointment (review);

CREATE TABLE panel_member (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    -- Somebody who signs in, or nothing for a member who does not; the name is printed in the report.
    person UUID REFERENCES person (id),
    name TEXT NOT NULL,
    organisation UUID NOT NULL REFERENCES organisation (id),
    job_title TEXT NOT NULL,
    expertise TEXT NOT NULL,
    statutory BOOLEAN NOT NULL,
    da_specialist BOOLEAN NOT NULL,
    deputy_for UUID REFERENCES panel_member (id),
    begins DATE NOT NULL,
    ends DATE,
    ended_why TEXT NOT NULL DEFAULT '',
    declared_on DATE,
    declaration TEXT NOT NULL DEFAULT '',
    conflict BOOLEAN NOT NULL DEFAULT FALSE,
    mitigation TEXT NOT NULL DEFAULT '',
    accepted_on DATE,
    accepted_by TEXT NOT NULL DEFAULT '',
    confidentiality_on DATE,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX panel_member_of_review ON panel_member (review);

-- Declarations are never overwritten: each stays with its day and whoever recorded it.
CREATE TABLE panel_declaration (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    member UUID NOT NULL REFERENCES panel_member (id),
    declared_on DATE NOT NULL,
    declaration TEXT NOT NULL,
    conflict BOOLEAN NOT NULL,
    mitigation TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX panel_declaration_of_member ON panel_declaration (member);

CREATE TABLE panel_meeting (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    number BIGINT NOT NULL,
    held_on DATE NOT NULL,
    place TEXT NOT NULL,
    agenda TEXT NOT NULL,
    decisions TEXT NOT NULL,
    actions TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (review, number)
);

CREATE TABLE panel_attendance (
    meeting UUID NOT NULL REFERENCES panel_meeting (id),
    member UUID NOT NULL REFERENCES panel_member (id),
    how TEXT NOT NULL,
    PRIMARY KEY (meeting, member)
);

CREATE TABLE panel_minutes (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    meeting UUID NOT NULL REFERENCES panel_meeting (id),
    number BIGINT NOT NULL,
    body TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    approved_on DATE,
    approved_by TEXT NOT NULL DEFAULT '',
    UNIQUE (meeting, number)
);

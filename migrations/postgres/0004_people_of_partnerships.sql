-- Whom a partnership knows: people it invited, whatever they do for it. No partnership sees another's.

CREATE TABLE partnership_person (
    partnership UUID NOT NULL REFERENCES partnership (organisation),
    person UUID NOT NULL REFERENCES person (id),
    added_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (partnership, person)
);
CREATE INDEX partnership_person_by ON partnership_person (person);

CREATE INDEX invitation_of_person ON invitation (person);


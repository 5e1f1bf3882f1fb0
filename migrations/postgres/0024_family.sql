-- Family and friends: who they are by their entry in the register, what they wish, every contact, and what they said of the draft.

CREATE TABLE family_person (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    entry UUID NOT NULL REFERENCES register_entry (id),
    relationship TEXT NOT NULL,
    part TEXT NOT NULL,
    apart TEXT NOT NULL,
    witness BOOLEAN NOT NULL,
    sio_agreed_on DATE,
    advocate_kind TEXT NOT NULL,
    advocate TEXT NOT NULL,
    -- The advocate's own account, when they sign in to read with the person.
    advocate_account UUID REFERENCES person (id),
    liaison TEXT NOT NULL,
    -- How they can be reached without danger, sealed with the review's key.
    safe_contact BYTEA NOT NULL,
    needs TEXT NOT NULL,
    medium TEXT NOT NULL,
    dates_to_avoid TEXT NOT NULL,
    -- Codes of their wishes, separated by a space.
    wishes TEXT NOT NULL,
    lawful_basis TEXT NOT NULL,
    -- Close family, who must be asked at each stage, unless they wish to be left alone.
    close BOOLEAN NOT NULL,
    wants_draft BOOLEAN NOT NULL,
    leave_be BOOLEAN NOT NULL,
    terms_settled_on DATE,
    draft_settled_on DATE,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (review, entry)
);

-- That there is nobody to ask or to tell, and why; a row is there only when somebody recorded it.
CREATE TABLE family_nobody (
    review UUID PRIMARY KEY REFERENCES review (id),
    reason TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_on DATE NOT NULL
);

CREATE TABLE family_contact (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    person UUID NOT NULL REFERENCES family_person (id),
    held_on DATE NOT NULL,
    by_name TEXT NOT NULL,
    medium TEXT NOT NULL,
    about TEXT NOT NULL,
    outcome TEXT NOT NULL,
    note TEXT NOT NULL,
    next TEXT NOT NULL,
    next_on DATE,
    recorded_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX family_contact_of_person ON family_contact (person, held_on);
CREATE INDEX family_contact_of_review ON family_contact (review, held_on);

CREATE TABLE family_reading (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    person UUID NOT NULL REFERENCES family_person (id),
    opens_on DATE NOT NULL,
    closes_on DATE NOT NULL,
    place TEXT NOT NULL,
    support TEXT NOT NULL,
    draft TEXT NOT NULL,
    ended_on DATE,
    ended_how TEXT,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX family_reading_of_review ON family_reading (review);

CREATE TABLE family_comment (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    reading UUID NOT NULL REFERENCES family_reading (id),
    number BIGINT NOT NULL,
    passage TEXT NOT NULL,
    kind TEXT NOT NULL,
    comment TEXT NOT NULL,
    answer TEXT,
    reason TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_on DATE,
    told_on DATE,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (reading, number)
);
CREATE INDEX family_comment_of_review ON family_comment (review);

-- Notes of talks with staff or with the alleged perpetrator: written as if they will be disclosed.
CREATE TABLE interview_note (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    entry UUID NOT NULL REFERENCES register_entry (id),
    kind TEXT NOT NULL,
    organisation UUID REFERENCES organisation (id),
    state TEXT NOT NULL,
    held_on DATE NOT NULL,
    by_name TEXT NOT NULL,
    present TEXT NOT NULL,
    sio_agreed_on DATE,
    note TEXT NOT NULL,
    released BOOLEAN NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX interview_note_of_review ON interview_note (review);

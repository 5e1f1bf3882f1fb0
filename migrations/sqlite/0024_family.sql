-- Family and friends: who they are by their entry in the register, what they wish, every contact, and what they said of the draft.

CREATE TABLE family_person (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    entry TEXT NOT NULL REFERENCES register_entry (id),
    relationship TEXT NOT NULL,
    part TEXT NOT NULL,
    apart TEXT NOT NULL,
    witness INTEGER NOT NULL CHECK (witness IN (0, 1)),
    sio_agreed_on TEXT,
    advocate_kind TEXT NOT NULL,
    advocate TEXT NOT NULL,
    -- The advocate's own account, when they sign in to read with the person.
    advocate_account TEXT REFERENCES person (id),
    liaison TEXT NOT NULL,
    -- How they can be reached without danger, sealed with the review's key.
    safe_contact BLOB NOT NULL,
    needs TEXT NOT NULL,
    medium TEXT NOT NULL,
    dates_to_avoid TEXT NOT NULL,
    -- Codes of their wishes, separated by a space.
    wishes TEXT NOT NULL,
    lawful_basis TEXT NOT NULL,
    -- Close family, who must be asked at each stage, unless they wish to be left alone.
    close INTEGER NOT NULL CHECK (close IN (0, 1)),
    wants_draft INTEGER NOT NULL CHECK (wants_draft IN (0, 1)),
    leave_be INTEGER NOT NULL CHECK (leave_be IN (0, 1)),
    terms_settled_on TEXT,
    draft_settled_on TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (review, entry)
) STRICT;

-- That there is nobody to ask or to tell, and why; a row is there only when somebody recorded it.
CREATE TABLE family_nobody (
    review TEXT PRIMARY KEY REFERENCES review (id),
    reason TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_on TEXT NOT NULL
) STRICT;

CREATE TABLE family_contact (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    person TEXT NOT NULL REFERENCES family_person (id),
    held_on TEXT NOT NULL,
    by_name TEXT NOT NULL,
    medium TEXT NOT NULL,
    about TEXT NOT NULL,
    outcome TEXT NOT NULL,
    note TEXT NOT NULL,
    next TEXT NOT NULL,
    next_on TEXT,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX family_contact_of_person ON family_contact (person, held_on);
CREATE INDEX family_contact_of_review ON family_contact (review, held_on);

CREATE TABLE family_reading (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    person TEXT NOT NULL REFERENCES family_person (id),
    opens_on TEXT NOT NULL,
    closes_on TEXT NOT NULL,
    place TEXT NOT NULL,
    support TEXT NOT NULL,
    draft TEXT NOT NULL,
    ended_on TEXT,
    ended_how TEXT,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX family_reading_of_review ON family_reading (review);

CREATE TABLE family_comment (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    reading TEXT NOT NULL REFERENCES family_reading (id),
    number INTEGER NOT NULL,
    passage TEXT NOT NULL,
    kind TEXT NOT NULL,
    comment TEXT NOT NULL,
    answer TEXT,
    reason TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_on TEXT,
    told_on TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (reading, number)
) STRICT;
CREATE INDEX family_comment_of_review ON family_comment (review);

-- Notes of talks with staff or with the alleged perpetrator: written as if they will be disclosed.
CREATE TABLE interview_note (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    entry TEXT NOT NULL REFERENCES register_entry (id),
    kind TEXT NOT NULL,
    organisation TEXT REFERENCES organisation (id),
    state TEXT NOT NULL,
    held_on TEXT NOT NULL,
    by_name TEXT NOT NULL,
    present TEXT NOT NULL,
    sio_agreed_on TEXT,
    note TEXT NOT NULL,
    released INTEGER NOT NULL CHECK (released IN (0, 1)),
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX interview_note_of_review ON interview_note (review);

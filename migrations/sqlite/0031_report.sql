-- The report: its sections, every text that was ever saved in one, and the versions of the whole.

CREATE TABLE report_section (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    section TEXT NOT NULL,
    owner TEXT REFERENCES person (id),
    state TEXT NOT NULL,
    -- The text that stands; texts of two people who met are both kept, and one of them is this.
    stands INTEGER NOT NULL DEFAULT 0,
    texts INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (review, section)
) STRICT;

CREATE TABLE report_text (
    section TEXT NOT NULL REFERENCES report_section (id),
    n INTEGER NOT NULL,
    -- The text that its writer had before them.
    basis INTEGER NOT NULL,
    body TEXT NOT NULL,
    written_by TEXT NOT NULL REFERENCES person (id),
    written_by_name TEXT NOT NULL,
    written_at TEXT NOT NULL,
    -- Somebody else had saved meanwhile: this one waits to be joined with what stands.
    beside INTEGER NOT NULL CHECK (beside IN (0, 1)),
    joined_in INTEGER,
    PRIMARY KEY (section, n)
) STRICT;

CREATE TABLE report_version (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    n INTEGER NOT NULL,
    label TEXT NOT NULL,
    why TEXT NOT NULL DEFAULT '',
    made_by TEXT REFERENCES person (id),
    made_by_name TEXT NOT NULL,
    made_at TEXT NOT NULL,
    UNIQUE (review, label)
) STRICT;

CREATE TABLE report_version_text (
    version TEXT NOT NULL REFERENCES report_version (id),
    section TEXT NOT NULL REFERENCES report_section (id),
    n INTEGER NOT NULL,
    PRIMARY KEY (version, section)
) STRICT;

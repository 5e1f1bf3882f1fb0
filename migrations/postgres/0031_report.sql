-- The report: its sections, every text that was ever saved in one, and the versions of the whole.

CREATE TABLE report_section (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    section TEXT NOT NULL,
    owner UUID REFERENCES person (id),
    state TEXT NOT NULL,
    -- The text that stands; texts of two people who met are both kept, and one of them is this.
    stands BIGINT NOT NULL DEFAULT 0,
    texts BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (review, section)
);

CREATE TABLE report_text (
    section UUID NOT NULL REFERENCES report_section (id),
    n BIGINT NOT NULL,
    -- The text that its writer had before them.
    basis BIGINT NOT NULL,
    body TEXT NOT NULL,
    written_by UUID NOT NULL REFERENCES person (id),
    written_by_name TEXT NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    -- Somebody else had saved meanwhile: this one waits to be joined with what stands.
    beside BOOLEAN NOT NULL,
    joined_in BIGINT,
    PRIMARY KEY (section, n)
);

CREATE TABLE report_version (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    n BIGINT NOT NULL,
    label TEXT NOT NULL,
    why TEXT NOT NULL DEFAULT '',
    made_by UUID REFERENCES person (id),
    made_by_name TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    UNIQUE (review, label)
);

CREATE TABLE report_version_text (
    version UUID NOT NULL REFERENCES report_version (id),
    section UUID NOT NULL REFERENCES report_section (id),
    n BIGINT NOT NULL,
    PRIMARY KEY (version, section)
);

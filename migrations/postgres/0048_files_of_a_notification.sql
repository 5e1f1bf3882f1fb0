-- Files that came with a notification, while there is no review yet. They are sealed as those of a review are, and become its documents.

CREATE TABLE notification_draft_file (
    id UUID PRIMARY KEY,
    draft UUID NOT NULL REFERENCES notification_draft (review),
    title TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    made_by UUID NOT NULL REFERENCES person (id),
    made_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX notification_draft_file_of ON notification_draft_file (draft, made_at);

CREATE TABLE notification_draft_piece (
    document UUID NOT NULL REFERENCES notification_draft_file (id),
    n BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (document, n)
);

-- Files that came with a notification, while there is no review yet. They are sealed as those of a review are, and become its documents.

CREATE TABLE notification_draft_file (
    id TEXT PRIMARY KEY,
    draft TEXT NOT NULL REFERENCES notification_draft (review),
    title TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES person (id),
    made_at TEXT NOT NULL
) STRICT;
CREATE INDEX notification_draft_file_of ON notification_draft_file (draft, made_at);

CREATE TABLE notification_draft_piece (
    document TEXT NOT NULL REFERENCES notification_draft_file (id),
    n INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (document, n)
) STRICT;

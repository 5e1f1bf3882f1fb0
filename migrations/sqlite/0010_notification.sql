-- The notification: a draft of its own before there is a review, then the account as it was received and its answers.

-- Names lie in a draft too, so all of it is sealed with the key that the review will have.
CREATE TABLE notification_draft (
    review TEXT PRIMARY KEY,
    partnership TEXT NOT NULL REFERENCES partnership (organisation),
    begun_by TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    sealed BLOB NOT NULL,
    transferred_from TEXT REFERENCES review (id),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX notification_draft_of_partnership ON notification_draft (partnership, begun_at);

CREATE TABLE notification (
    review TEXT PRIMARY KEY REFERENCES review (id),
    -- The notification exactly as it was written down, names included, sealed with the review's key.
    sealed BLOB NOT NULL,
    died_on TEXT NOT NULL,
    manner TEXT NOT NULL,
    -- What came by phone is complete when it has been confirmed in writing.
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    lead_settled INTEGER NOT NULL CHECK (lead_settled IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX notification_died ON notification (died_on);

-- Answers to questions that are asked page by page: notification, triage, consultation, decision.
CREATE TABLE case_answer (
    review TEXT NOT NULL REFERENCES review (id),
    -- The page that asked, such as `notification/death` or `triage/T7`.
    sheet TEXT NOT NULL,
    name TEXT NOT NULL,
    n INTEGER NOT NULL,
    -- `words` is what somebody typed, with references instead of names; `code` is a choice, a day or a number.
    sort TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (review, sheet, name, n)
) STRICT;

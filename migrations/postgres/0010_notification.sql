-- The notification: a draft of its own before there is a review, then the account as it was received and its answers.

-- Names lie in a draft too, so all of it is sealed with the key that the review will have.
CREATE TABLE notification_draft (
    review UUID PRIMARY KEY,
    partnership UUID NOT NULL REFERENCES partnership (organisation),
    begun_by TEXT NOT NULL,
    begun_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    sealed BYTEA NOT NULL,
    transferred_from UUID REFERENCES review (id),
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX notification_draft_of_partnership ON notification_draft (partnership, begun_at);

CREATE TABLE notification (
    review UUID PRIMARY KEY REFERENCES review (id),
    -- The notification exactly as it was written down, names included, sealed with the review's key.
    sealed BYTEA NOT NULL,
    died_on DATE NOT NULL,
    manner TEXT NOT NULL,
    -- What came by phone is complete when it has been confirmed in writing.
    complete BOOLEAN NOT NULL,
    lead_settled BOOLEAN NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX notification_died ON notification (died_on);

-- Answers to questions that are asked page by page: notification, triage, consultation, decision.
CREATE TABLE case_answer (
    review UUID NOT NULL REFERENCES review (id),
    -- The page that asked, such as `notification/death` or `triage/T7`.
    sheet TEXT NOT NULL,
    name TEXT NOT NULL,
    n BIGINT NOT NULL,
    -- `words` is what somebody typed, with references instead of names; `code` is a choice, a day or a number.
    sort TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (review, sheet, name, n)
);

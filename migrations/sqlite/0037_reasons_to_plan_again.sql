-- Reasons to plan again, until new dates are agreed or somebody says why none are needed.

CREATE TABLE replan (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    cause TEXT NOT NULL,
    -- What it is about, as CRIM-1; empty for the review as a whole.
    about TEXT NOT NULL,
    raised_on TEXT NOT NULL,
    settled_on TEXT,
    settled_by TEXT NOT NULL DEFAULT '',
    -- Empty when new dates were agreed.
    settled_why TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX replan_of_review ON replan (review);

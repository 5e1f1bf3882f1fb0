-- Reports that somebody outside must answer: a coroner's, to prevent future deaths, and the Commissioner's. A row for each body that one is addressed to.

CREATE TABLE report_to_answer (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    -- Names it in clocks and in the timeline, as PFD-1.
    reference TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    addressed_to TEXT NOT NULL,
    concerns TEXT NOT NULL,
    issued_on DATE NOT NULL,
    answered_on DATE,
    answer TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX report_to_answer_of_review ON report_to_answer (review);

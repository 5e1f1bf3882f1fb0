-- That words of a finished paper are not the person of the register. The question is a digest of the words, so that none stands here.
CREATE TABLE paper_answer (
    review UUID NOT NULL REFERENCES review (id),
    question TEXT NOT NULL,
    document UUID NOT NULL REFERENCES document (id),
    -- Of the finished file that the answer was given on.
    sha256 TEXT NOT NULL,
    entry TEXT NOT NULL,
    reason TEXT NOT NULL,
    answered_by UUID NOT NULL REFERENCES person (id),
    answered_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (review, question)
);

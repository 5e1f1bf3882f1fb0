-- Why a name that stands in a signed return, and in no register, may stand there: asked once of whoever accepts the return.
CREATE TABLE return_answer (
    review UUID NOT NULL REFERENCES review (id),
    question TEXT NOT NULL,
    return_id UUID NOT NULL REFERENCES agency_return (id),
    reason TEXT NOT NULL,
    answered_by UUID NOT NULL REFERENCES person (id),
    answered_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (review, question)
);

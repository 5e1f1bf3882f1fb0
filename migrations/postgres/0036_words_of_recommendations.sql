-- The words that a recommendation had before they were changed. Nothing here is ever changed.

CREATE TABLE recommendation_words (
    recommendation UUID NOT NULL REFERENCES recommendation (id),
    n BIGINT NOT NULL,
    body TEXT NOT NULL,
    rationale TEXT NOT NULL,
    measure TEXT NOT NULL,
    why TEXT NOT NULL,
    changed_by UUID NOT NULL REFERENCES person (id),
    changed_by_name TEXT NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (recommendation, n)
);

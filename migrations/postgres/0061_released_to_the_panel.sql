-- What of the notification and the decision was released to the panel, by whom, and when it was taken back. A row a release.

CREATE TABLE case_release (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    part TEXT NOT NULL,
    released_on DATE NOT NULL,
    released_by TEXT NOT NULL,
    taken_back_on DATE,
    taken_back_by TEXT NOT NULL DEFAULT ''
);
CREATE INDEX case_release_of_review ON case_release (review);

-- What a notice of delay said that the next one takes up: when the partnership writes again, what has been learned, who of the family was told.

CREATE TABLE delay_notice (
    document UUID PRIMARY KEY REFERENCES document (id),
    review UUID NOT NULL REFERENCES review (id),
    next_update DATE,
    learned TEXT NOT NULL,
    family_who TEXT NOT NULL
);
CREATE INDEX delay_notice_of_review ON delay_notice (review);

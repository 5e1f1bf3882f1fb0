-- The record tells how a part in a review stands by its id, as of every other row that decides something.
-- SQLite adds no column that must be filled to a table that has rows, so both tables are made anew.
CREATE TABLE review_partnership_anew (
    id TEXT NOT NULL UNIQUE,
    review TEXT NOT NULL REFERENCES review (id),
    partnership TEXT NOT NULL REFERENCES partnership (organisation),
    part TEXT NOT NULL,
    came_to_attention_on TEXT NOT NULL,
    agreed_by TEXT NOT NULL DEFAULT '',
    agreed_on TEXT,
    ended_on TEXT,
    link TEXT REFERENCES overlay (id),
    PRIMARY KEY (review, partnership)
) STRICT;
INSERT INTO review_partnership_anew (id, review, partnership, part, came_to_attention_on, agreed_by, agreed_on, ended_on, link)
SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    review, partnership, part, came_to_attention_on, agreed_by, agreed_on, ended_on, link FROM review_partnership;
DROP TABLE review_partnership;
ALTER TABLE review_partnership_anew RENAME TO review_partnership;
CREATE INDEX review_partnership_by ON review_partnership (partnership);

CREATE TABLE review_agency_anew (
    id TEXT NOT NULL UNIQUE,
    review TEXT NOT NULL REFERENCES review (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    begins TEXT NOT NULL,
    ends TEXT,
    PRIMARY KEY (review, organisation)
) STRICT;
INSERT INTO review_agency_anew (id, review, organisation, begins, ends)
SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    review, organisation, begins, ends FROM review_agency;
DROP TABLE review_agency;
ALTER TABLE review_agency_anew RENAME TO review_agency;
CREATE INDEX review_agency_by ON review_agency (organisation);

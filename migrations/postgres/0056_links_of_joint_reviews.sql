-- The link that stands while a partnership shares the review, so that it ends with that partnership's part.
ALTER TABLE review_partnership ADD COLUMN link UUID REFERENCES overlay (id);

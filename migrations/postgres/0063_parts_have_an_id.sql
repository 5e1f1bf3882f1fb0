-- The record tells how a part in a review stands by its id, as of every other row that decides something.
ALTER TABLE review_partnership ADD COLUMN id UUID NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE review_partnership ALTER COLUMN id DROP DEFAULT;
CREATE UNIQUE INDEX review_partnership_id ON review_partnership (id);
ALTER TABLE review_agency ADD COLUMN id UUID NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE review_agency ALTER COLUMN id DROP DEFAULT;
CREATE UNIQUE INDEX review_agency_id ON review_agency (id);

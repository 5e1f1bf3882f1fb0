-- A check of the impact that was not passed, why one was made before its time, and what took the place of a recommendation.

ALTER TABLE recommendation ADD COLUMN not_passed_on TEXT;
ALTER TABLE recommendation ADD COLUMN replaced_by TEXT REFERENCES recommendation (id);
ALTER TABLE recommendation_entry ADD COLUMN early_why TEXT NOT NULL DEFAULT '';

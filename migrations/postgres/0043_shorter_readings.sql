-- Why less time to read the draft than the partnership gives was agreed with somebody.

ALTER TABLE family_reading ADD COLUMN short_why TEXT NOT NULL DEFAULT '';

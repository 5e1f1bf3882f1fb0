-- A reading of the draft that lies over a day to avoid, gets other days or is taken back says why. What was settled before it was offered
-- is kept for when it is taken back. What a recommendation said of its time before it was changed is kept with its other words.

ALTER TABLE family_reading ADD COLUMN avoid_why TEXT NOT NULL DEFAULT '';
ALTER TABLE family_reading ADD COLUMN ended_why TEXT NOT NULL DEFAULT '';
ALTER TABLE family_reading ADD COLUMN was_settled_on TEXT;

CREATE TABLE family_reading_time (
    reading TEXT NOT NULL REFERENCES family_reading (id),
    n INTEGER NOT NULL,
    opens_on TEXT NOT NULL,
    closes_on TEXT NOT NULL,
    why TEXT NOT NULL,
    changed_by TEXT NOT NULL REFERENCES person (id),
    changed_by_name TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (reading, n)
) STRICT;

ALTER TABLE recommendation_words ADD COLUMN when_words TEXT NOT NULL DEFAULT '';

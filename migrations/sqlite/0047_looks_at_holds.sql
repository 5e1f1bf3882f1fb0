-- Each time that a hold was looked at again and went on: holds are looked at every four weeks, and nothing here is changed later.
CREATE TABLE hold_look (
    id TEXT PRIMARY KEY,
    hold TEXT NOT NULL REFERENCES hold (id),
    looked_on TEXT NOT NULL,
    next_on TEXT NOT NULL,
    why TEXT NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES person (id),
    recorded_name TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX hold_look_of_hold ON hold_look (hold);

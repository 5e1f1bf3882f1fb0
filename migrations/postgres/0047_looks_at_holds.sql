-- Each time that a hold was looked at again and went on: holds are looked at every four weeks, and nothing here is changed later.
CREATE TABLE hold_look (
    id UUID PRIMARY KEY,
    hold UUID NOT NULL REFERENCES hold (id),
    looked_on DATE NOT NULL,
    next_on DATE NOT NULL,
    why TEXT NOT NULL,
    recorded_by UUID NOT NULL REFERENCES person (id),
    recorded_name TEXT NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX hold_look_of_hold ON hold_look (hold);

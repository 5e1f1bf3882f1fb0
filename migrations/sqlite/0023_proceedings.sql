-- Reviews and proceedings that run beside, and what the coroner asks for.

CREATE TABLE proceeding (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    -- Names it in clocks and in the timeline, as SAR-1.
    reference TEXT NOT NULL,
    led_by TEXT NOT NULL,
    contact TEXT NOT NULL,
    matter TEXT NOT NULL,
    state TEXT NOT NULL,
    known_on TEXT NOT NULL,
    began_on TEXT,
    next_on TEXT,
    next_what TEXT NOT NULL,
    concluded_on TEXT,
    outcome TEXT NOT NULL,
    appeal_until TEXT,
    gates TEXT NOT NULL,
    joint INTEGER NOT NULL CHECK (joint IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX proceeding_of_review ON proceeding (review);

-- What the coroner asked for: logged, advised on, answered, and told to those whose papers they are.
CREATE TABLE coroner_request (
    id TEXT PRIMARY KEY,
    review TEXT NOT NULL REFERENCES review (id),
    asked_on TEXT NOT NULL,
    items TEXT NOT NULL,
    advice TEXT NOT NULL,
    provided_on TEXT,
    provided TEXT NOT NULL,
    agencies_told_on TEXT,
    family_told_on TEXT,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX coroner_request_of_review ON coroner_request (review);

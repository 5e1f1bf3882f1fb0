-- Reviews and proceedings that run beside, and what the coroner asks for.

CREATE TABLE proceeding (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    -- Names it in clocks and in the timeline, as SAR-1.
    reference TEXT NOT NULL,
    led_by TEXT NOT NULL,
    contact TEXT NOT NULL,
    matter TEXT NOT NULL,
    state TEXT NOT NULL,
    known_on DATE NOT NULL,
    began_on DATE,
    next_on DATE,
    next_what TEXT NOT NULL,
    concluded_on DATE,
    outcome TEXT NOT NULL,
    appeal_until DATE,
    gates TEXT NOT NULL,
    joint BOOLEAN NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX proceeding_of_review ON proceeding (review);

-- What the coroner asked for: logged, advised on, answered, and told to those whose papers they are.
CREATE TABLE coroner_request (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    asked_on DATE NOT NULL,
    items TEXT NOT NULL,
    advice TEXT NOT NULL,
    provided_on DATE,
    provided TEXT NOT NULL,
    agencies_told_on DATE,
    family_told_on DATE,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX coroner_request_of_review ON coroner_request (review);

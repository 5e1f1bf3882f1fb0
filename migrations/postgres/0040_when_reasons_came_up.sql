-- When a reason to plan again came up: a date that was agreed earlier on the same day does not answer it.

ALTER TABLE replan ADD COLUMN raised_at TIMESTAMPTZ;

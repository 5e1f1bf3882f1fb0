-- What tells a person who changes something whether somebody else was first.

ALTER TABLE interview_note ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
-- How many times a section was given to somebody to write, or to nobody in particular.
ALTER TABLE report_section ADD COLUMN assigned BIGINT NOT NULL DEFAULT 0;

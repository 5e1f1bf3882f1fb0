-- The words of the Home Office's letter, which the report carries as an appendix.

ALTER TABLE outcome_letter ADD COLUMN words TEXT NOT NULL DEFAULT '';
ALTER TABLE outcome_letter ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- Why the report is published without the words of the Home Office's letter; empty while it is to be published with them.
ALTER TABLE outcome_letter ADD COLUMN left_out TEXT NOT NULL DEFAULT '';

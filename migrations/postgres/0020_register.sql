-- Who may see an entry of the identity register besides those who see it all, and how its pseudonym was chosen.

ALTER TABLE register_entry ADD COLUMN seen_by TEXT NOT NULL DEFAULT '';
ALTER TABLE register_entry ADD COLUMN pseudonym_chosen_by TEXT NOT NULL DEFAULT '';
-- Set when a real name that came later turned out to be this pseudonym: another must be chosen before the report is shared.
ALTER TABLE register_entry ADD COLUMN pseudonym_clash BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX register_entry_pseudonym ON register_entry (pseudonym);

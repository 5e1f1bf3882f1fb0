-- Whose words a report of progress is: those of whoever leads, or a note of those who keep the register.

ALTER TABLE recommendation_entry ADD COLUMN whose TEXT NOT NULL DEFAULT 'lead';

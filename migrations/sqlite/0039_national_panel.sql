-- When the national child safeguarding panel was notified, of a rapid review.

ALTER TABLE proceeding ADD COLUMN panel_notified_on TEXT;

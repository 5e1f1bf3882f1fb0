-- The day on which a version was given to whom it is for: a step is often recorded after it. Without one, the day on which it was made.
ALTER TABLE report_version ADD COLUMN given_on TEXT;

-- The day on which an agency signed its return, in London: it may have signed before somebody entered it. Until now the two were one.
ALTER TABLE agency_return ADD COLUMN signed_on DATE;
UPDATE agency_return SET signed_on = (signed_at AT TIME ZONE 'Europe/London')::date WHERE signed_at IS NOT NULL;

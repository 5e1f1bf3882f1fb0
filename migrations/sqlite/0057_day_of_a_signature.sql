-- The day on which an agency signed its return, in London: it may have signed before somebody entered it. Until now the two were one.
ALTER TABLE agency_return ADD COLUMN signed_on TEXT;
UPDATE agency_return SET signed_on = date(signed_at, CASE
    WHEN datetime(signed_at) >= datetime(date(strftime('%Y', signed_at) || '-03-25', 'weekday 0'), '+1 hour')
     AND datetime(signed_at) < datetime(date(strftime('%Y', signed_at) || '-10-25', 'weekday 0'), '+1 hour')
    THEN '+1 hour' ELSE '+0 hours' END)
WHERE signed_at IS NOT NULL;

-- The day in London on which a notice of delay was made: what it promises counts from the sending of it.
ALTER TABLE delay_notice ADD COLUMN made_on DATE;
UPDATE delay_notice SET made_on = (SELECT CAST(d.made_at AT TIME ZONE 'Europe/London' AS DATE) FROM document d WHERE d.id = delay_notice.document);

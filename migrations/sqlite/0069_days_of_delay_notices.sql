-- The day in London on which a notice of delay was made: what it promises counts from the sending of it.
ALTER TABLE delay_notice ADD COLUMN made_on TEXT;
UPDATE delay_notice SET made_on = (SELECT substr(d.made_at, 1, 10) FROM document d WHERE d.id = delay_notice.document);

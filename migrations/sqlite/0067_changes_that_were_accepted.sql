-- Where in the draft a correction or a comment that was accepted was changed, and when: to accept is a promise until then.
ALTER TABLE fact_check ADD COLUMN made_in TEXT;
ALTER TABLE fact_check ADD COLUMN made_on TEXT;
ALTER TABLE family_comment ADD COLUMN made_in TEXT;
ALTER TABLE family_comment ADD COLUMN made_on TEXT;

-- Who wrote down what the family said reads it again: the account says who that is, and not a name that two people may have or that changes.

ALTER TABLE family_contact ADD COLUMN by_person TEXT REFERENCES person (id);
UPDATE family_contact SET by_person = (SELECT h.id FROM person h WHERE h.name = family_contact.by_name)
    WHERE (SELECT COUNT(*) FROM person h WHERE h.name = family_contact.by_name) = 1;

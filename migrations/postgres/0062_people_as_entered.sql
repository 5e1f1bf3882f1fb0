-- What somebody was called by the partnership that invited them. It is shown in place of the name of who works elsewhere until they have a part here.
ALTER TABLE partnership_person ADD COLUMN as_entered TEXT NOT NULL DEFAULT '';

-- The body of the directory that a direction to take part names, and how it takes part where neither the panel nor a return says so.
ALTER TABLE decision_direction ADD COLUMN organisation TEXT REFERENCES organisation (id);
ALTER TABLE decision_direction ADD COLUMN met_on TEXT;
ALTER TABLE decision_direction ADD COLUMN met_how TEXT NOT NULL DEFAULT '';
ALTER TABLE decision_direction ADD COLUMN met_by_name TEXT NOT NULL DEFAULT '';
UPDATE decision_direction SET organisation = (
    SELECT o.id FROM review r JOIN directory d ON d.partnership = r.partnership JOIN organisation o ON o.id = d.organisation
    WHERE r.id = decision_direction.review AND lower(o.name) = lower(decision_direction.body) ORDER BY o.id LIMIT 1
);

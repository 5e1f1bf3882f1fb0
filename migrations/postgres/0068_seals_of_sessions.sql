-- The row of a session holds its seal. The word of its forms is not kept: it follows from the session and the deployment's key.
ALTER TABLE session RENAME COLUMN form_token TO seal;

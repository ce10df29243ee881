-- How often something about a person's places has changed that is not in their rooms' heads: they came to a room or left it, have another role, have read.
-- Nodes compare it once a second for those who are here. Who has no row has had no change since there are such rows.
CREATE TABLE feed (
  user_id TEXT PRIMARY KEY,
  changes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The same as for SQLite.

-- What the chat is called (docs/decisions/0055). Nodes of before do not know it, and leave it as it is.
ALTER TABLE entrance ADD COLUMN name TEXT NOT NULL DEFAULT 'doChat';

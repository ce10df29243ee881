-- The same as for SQLite.

-- What people have chosen for themselves, wherever they are (docs/decisions/0049); null where they have not. The number grows whenever they choose something.
CREATE TABLE preference (
  user_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  language TEXT,
  theme TEXT,
  single_keys INTEGER,
  undo_seconds INTEGER,
  skin_tone INTEGER
);

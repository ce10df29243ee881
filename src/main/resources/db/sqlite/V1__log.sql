-- One row: which store this is. A cursor of another epoch is never answered with guesses.
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  epoch TEXT NOT NULL,
  created INTEGER NOT NULL
) STRICT;

-- members is kept beside the rows of member, so that a list of rooms does not count them.
CREATE TABLE room (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  topic TEXT NOT NULL,
  head INTEGER NOT NULL DEFAULT 0,
  members INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- WITHOUT ROWID keeps a room's events side by side in the order of seq: a page of history is one walk along neighbours, whatever the
-- other rooms wrote in between. user_id refers to no account: authors may come from elsewhere (a bot, an import).
CREATE TABLE event (
  room_id TEXT NOT NULL REFERENCES room (id),
  seq INTEGER NOT NULL,
  type TEXT NOT NULL,
  client_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  user_name TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (room_id, seq)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX event_client_id ON event (user_id, client_id);

CREATE TABLE member (
  room_id TEXT NOT NULL REFERENCES room (id),
  user_id TEXT NOT NULL,
  read_seq INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (room_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
  hash BLOB PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES account (id),
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO room (id, name, name_key, topic) VALUES ('general', 'General', 'general', '');

-- The same tables as for SQLite. Keys are compared byte by byte (COLLATE "C"): quicker, and rooms are listed alike on every engine.

-- One row: which store this is. A cursor of another epoch is never answered with guesses.
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  epoch TEXT NOT NULL,
  created BIGINT NOT NULL
);

-- members is kept beside the rows of member, so that a list of rooms does not count them.
-- Room in every page lets a new head be written beside the old one without touching an index.
CREATE TABLE room (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT COLLATE "C" NOT NULL UNIQUE,
  topic TEXT NOT NULL,
  head BIGINT NOT NULL DEFAULT 0,
  members BIGINT NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

-- user_id refers to no account: authors may come from elsewhere (a bot, an import).
CREATE TABLE event (
  room_id TEXT COLLATE "C" NOT NULL REFERENCES room (id),
  seq BIGINT NOT NULL,
  type TEXT NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL,
  user_name TEXT NOT NULL,
  text TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (room_id, seq)
);

CREATE UNIQUE INDEX event_client_id ON event (user_id, client_id);

CREATE TABLE member (
  room_id TEXT COLLATE "C" NOT NULL REFERENCES room (id),
  user_id TEXT COLLATE "C" NOT NULL,
  read_seq BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (room_id, user_id)
) WITH (fillfactor = 70);

CREATE TABLE account (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT NOT NULL,
  created BIGINT NOT NULL
);

CREATE TABLE token (
  hash BYTEA PRIMARY KEY,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES account (id),
  created BIGINT NOT NULL
);

INSERT INTO room (id, name, name_key, topic) VALUES ('general', 'General', 'general', '');

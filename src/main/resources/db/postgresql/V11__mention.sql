-- The same as for SQLite.

-- Whom a message or an edit calls by name, and where in its text: JSON as on the wire, with the names of that time.
ALTER TABLE event ADD COLUMN mentions TEXT;
-- The same of the text that a changed message has now.
ALTER TABLE changed ADD COLUMN mentions TEXT;

-- Whom a message calls, by name or because it answers theirs, so that unread mentions are counted without reading texts: '*' is everybody in the room.
CREATE TABLE mention (
  room_id TEXT COLLATE "C" NOT NULL REFERENCES room (id) ON DELETE CASCADE,
  user_id TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (room_id, user_id, seq)
);

-- Those of one message, which go with it.
CREATE INDEX mention_message ON mention (room_id, seq);

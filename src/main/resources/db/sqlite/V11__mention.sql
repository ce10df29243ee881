-- Whom a message or an edit calls by name, and where in its text: JSON as on the wire, with the names of that time.
ALTER TABLE event ADD COLUMN mentions TEXT;
-- The same of the text that a changed message has now.
ALTER TABLE changed ADD COLUMN mentions TEXT;

-- Whom a message calls, by name or because it answers theirs, so that unread mentions are counted without reading texts: '*' is everybody in the room.
CREATE TABLE mention (
  room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (room_id, user_id, seq)
) STRICT, WITHOUT ROWID;

-- Those of one message, which go with it.
CREATE INDEX mention_message ON mention (room_id, seq);

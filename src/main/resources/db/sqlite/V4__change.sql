-- The message that an event is about, where it is about one: an edit, a deletion, a reaction.
ALTER TABLE event ADD COLUMN ref INTEGER;

-- What has become of a message since it was posted. One that nobody has changed has no row. Zeros: not edited, not deleted.
-- Rows go with the room, also where older programs drop one that know nothing of them.
CREATE TABLE changed (
  room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  text TEXT NOT NULL,
  edited_at INTEGER NOT NULL DEFAULT 0,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  deleted_by TEXT NOT NULL DEFAULT '',
  deleted_by_name TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (room_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE reaction (
  room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  emoji TEXT NOT NULL,
  user_id TEXT NOT NULL,
  user_name TEXT NOT NULL,
  event_seq INTEGER NOT NULL,
  PRIMARY KEY (room_id, seq, emoji, user_id)
) STRICT, WITHOUT ROWID;

-- The edits of a message, which lose their texts with it, wherever in the log they are.
CREATE INDEX event_edit ON event (room_id, ref) WHERE type = 'edit';

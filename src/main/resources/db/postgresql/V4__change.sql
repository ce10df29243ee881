-- The same tables as for SQLite.

-- The message that an event is about, where it is about one: an edit, a deletion, a reaction.
ALTER TABLE event ADD COLUMN ref BIGINT;

-- What has become of a message since it was posted. One that nobody has changed has no row. Zeros: not edited, not deleted.
-- Rows go with the room, also where older programs drop one that know nothing of them.
CREATE TABLE changed (
  room_id TEXT COLLATE "C" NOT NULL REFERENCES room (id) ON DELETE CASCADE,
  seq BIGINT NOT NULL,
  text TEXT NOT NULL,
  edited_at BIGINT NOT NULL DEFAULT 0,
  deleted_at BIGINT NOT NULL DEFAULT 0,
  deleted_by TEXT COLLATE "C" NOT NULL DEFAULT '',
  deleted_by_name TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (room_id, seq)
);

CREATE TABLE reaction (
  room_id TEXT COLLATE "C" NOT NULL REFERENCES room (id) ON DELETE CASCADE,
  seq BIGINT NOT NULL,
  emoji TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL,
  user_name TEXT NOT NULL,
  event_seq BIGINT NOT NULL,
  PRIMARY KEY (room_id, seq, emoji, user_id)
);

-- The edits of a message, which lose their texts with it, wherever in the log they are.
CREATE INDEX event_edit ON event (room_id, ref) WHERE type = 'edit';

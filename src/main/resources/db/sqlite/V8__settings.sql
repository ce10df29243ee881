-- What the people of a room have settled for it: whether it is closed (0 or 1), who posts and invites from which role on, and how many seconds pass between two
-- messages of one person. Nodes of before do not keep to it, and no such change is made while one of them runs.
ALTER TABLE room ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE room ADD COLUMN posting TEXT NOT NULL DEFAULT 'member';
ALTER TABLE room ADD COLUMN inviting TEXT NOT NULL DEFAULT 'member';
ALTER TABLE room ADD COLUMN slow INTEGER NOT NULL DEFAULT 0;

-- When somebody has last posted in a room that lets time pass between two messages. It stays when they leave, or leaving would end the wait.
CREATE TABLE said (
  room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (room_id, user_id)
) STRICT, WITHOUT ROWID;

-- The messages that a room keeps at hand, by the event that made them so.
CREATE TABLE pin (
  room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  event_seq INTEGER NOT NULL,
  PRIMARY KEY (room_id, seq)
) STRICT, WITHOUT ROWID;

-- The events of a room that are about its members or itself.
CREATE INDEX event_note ON event (room_id, seq)
  WHERE type IN ('invite', 'remove', 'leave', 'role', 'rename', 'topic', 'archive', 'unarchive', 'posting', 'inviting', 'slow', 'pin');

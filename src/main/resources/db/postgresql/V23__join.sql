-- The same as for SQLite.

-- Whoever holds the tables that this step changes, such as a backup, is found before the log is read for an index, while which nobody posts. The locks themselves are given back until
-- then, so that all others go on reading.
SAVEPOINT probe;
LOCK TABLE room, event IN ACCESS EXCLUSIVE MODE;
ROLLBACK TO SAVEPOINT probe;
RELEASE SAVEPOINT probe;

-- The events of a room that are about its members or itself. Those of before lack this release's; they go when no node of before can be running any more. What takes longest comes before
-- whatever keeps others from reading.
CREATE INDEX event_remark ON event (room_id, seq)
  WHERE type IN ('invite', 'join', 'remove', 'leave', 'ban', 'unban', 'role', 'rename', 'topic', 'archive', 'unarchive', 'posting', 'inviting', 'slow', 'history', 'reads', 'pin');

-- Who only reads in such a room, members or not: it stays when they leave, or leaving would end it. Nodes of before let them post, and nobody is made one while one of them runs.
CREATE TABLE reader (
  room_id TEXT COLLATE "C" NOT NULL REFERENCES room (id) ON DELETE CASCADE,
  user_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (room_id, user_id)
);

-- How many people only read in a room that everybody may join: where that is nobody, nobody has to be looked for.
ALTER TABLE room ADD COLUMN readers INTEGER NOT NULL DEFAULT 0;

-- What was replaced before that.
DROP INDEX event_member;
DROP INDEX event_note;

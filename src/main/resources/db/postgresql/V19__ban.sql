-- The same as for SQLite.

-- The events of a room that are about its members. The index of before lacks this release's; it goes when no node of before can be running any more.
CREATE INDEX event_placed ON event (room_id, seq) WHERE type IN ('invite', 'remove', 'leave', 'ban', 'role');

-- The events of a room that are about its members or itself. That of before is of this release. What takes longest comes before whatever keeps others from reading.
CREATE INDEX event_noted_19 ON event (room_id, seq)
  WHERE type IN ('invite', 'remove', 'leave', 'ban', 'unban', 'role', 'rename', 'topic', 'archive', 'unarchive', 'posting', 'inviting', 'slow', 'history', 'reads', 'pin');

-- Who is banned from a room, by the event that made it so. Nodes of before let them in, and nobody is banned while one of them runs.
CREATE TABLE ban (
  room_id TEXT COLLATE "C" NOT NULL REFERENCES room (id) ON DELETE CASCADE,
  user_id TEXT COLLATE "C" NOT NULL,
  event_seq BIGINT NOT NULL,
  PRIMARY KEY (room_id, user_id)
);

-- How many people are banned from a room: where that is nobody, nobody has to be looked for.
ALTER TABLE room ADD COLUMN bans INTEGER NOT NULL DEFAULT 0;

DROP INDEX event_noted;
ALTER INDEX event_noted_19 RENAME TO event_noted;

-- Whether a room shows its members how far each of them has read (0 or 1).
ALTER TABLE room ADD COLUMN reads INTEGER NOT NULL DEFAULT 0;

-- The events of a room that are about its members or itself. Nodes of before go on with event_note.
CREATE INDEX event_about ON event (room_id, seq)
  WHERE type IN ('invite', 'remove', 'leave', 'role', 'rename', 'topic', 'archive', 'unarchive', 'posting', 'inviting', 'slow', 'reads', 'pin');

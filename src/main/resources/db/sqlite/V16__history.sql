-- What of a private room those see who become members: all of it, or what is said from then on (all, joined).
ALTER TABLE room ADD COLUMN history TEXT NOT NULL DEFAULT 'all';

-- The number of the first event that a member sees, that by which they came; 0 for who sees all of them.
ALTER TABLE member ADD COLUMN floor INTEGER NOT NULL DEFAULT 0;

-- The events of a room that are about its members or itself. The index of before lacks this release's; it goes when no node of before can be running any more.
CREATE INDEX event_noted ON event (room_id, seq)
  WHERE type IN ('invite', 'remove', 'leave', 'role', 'rename', 'topic', 'archive', 'unarchive', 'posting', 'inviting', 'slow', 'history', 'reads', 'pin');

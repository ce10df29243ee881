-- The same as for SQLite.

-- The message that began the thread which an event's message is in, where that is a reply. What a reply answers is its ref.
ALTER TABLE event ADD COLUMN thread BIGINT;

-- The replies of a thread. Messages that answer none are not in it.
CREATE INDEX event_thread ON event (room_id, thread, seq) WHERE type = 'message' AND thread IS NOT NULL;

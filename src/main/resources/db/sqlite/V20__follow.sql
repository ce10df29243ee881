-- What people have said of the threads of a room: that they follow one (1), or do not (0). Who has written in a thread and said nothing follows it.
CREATE TABLE follow (
  room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
  thread INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  follows INTEGER NOT NULL,
  PRIMARY KEY (room_id, thread, user_id)
) STRICT, WITHOUT ROWID;

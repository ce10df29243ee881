-- Who made a room, by which client id: the same creation again, after a lost answer, is answered with the room.
CREATE TABLE creation (
  room_id TEXT PRIMARY KEY REFERENCES room (id),
  user_id TEXT NOT NULL,
  client_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who made a room, by which client id: the same creation again, after a lost answer, is answered with the room.
-- It goes with the room, also where older programs drop one that know nothing of it.
CREATE TABLE creation (
  room_id TEXT PRIMARY KEY REFERENCES room (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL,
  client_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

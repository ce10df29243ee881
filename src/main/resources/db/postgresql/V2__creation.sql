-- Who made a room, by which client id: the same creation again, after a lost answer, is answered with the room.
CREATE TABLE creation (
  room_id TEXT COLLATE "C" PRIMARY KEY REFERENCES room (id),
  user_id TEXT COLLATE "C" NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL
);

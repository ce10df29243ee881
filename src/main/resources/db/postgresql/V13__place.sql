-- The same as for SQLite.

-- What a member keeps of a room for themself: whether nothing there calls for attention but what calls them, and whether it stands before their others (0 or 1).
ALTER TABLE member ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE member ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;

-- How often the draft of a member was written anew; 0 for never, below 0 while nothing is left of it.
ALTER TABLE member ADD COLUMN draft BIGINT NOT NULL DEFAULT 0;

-- What a member has typed in a room and not sent. It goes with the membership, whichever node ends that.
CREATE TABLE draft (
  room_id TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (room_id, user_id),
  FOREIGN KEY (room_id, user_id) REFERENCES member (room_id, user_id) ON DELETE CASCADE
);

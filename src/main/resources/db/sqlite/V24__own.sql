-- What people have chosen for themselves, wherever they are (docs/decisions/0049); null where they have not. The number grows whenever they choose something.
CREATE TABLE preference (
  user_id TEXT NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL,
  language TEXT,
  theme TEXT,
  single_keys INTEGER,
  undo_seconds INTEGER,
  skin_tone INTEGER
) STRICT, WITHOUT ROWID;

-- How often a member has written drafts of threads anew, which begins with the time; 0 for never.
ALTER TABLE member ADD COLUMN thread_drafts INTEGER NOT NULL DEFAULT 0;

-- What a member has typed in a thread, by the message that began it, and not sent. It goes with the membership, whichever node ends that.
CREATE TABLE thread_draft (
  room_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  thread INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (room_id, user_id, thread),
  FOREIGN KEY (room_id, user_id) REFERENCES member (room_id, user_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_draft_of_thread ON thread_draft (room_id, thread);

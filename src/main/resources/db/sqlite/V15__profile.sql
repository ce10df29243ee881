-- What somebody shows beside their name: a status with an emoji (status_ends is 0 for one without an end), a time zone, a picture (0: none). Who has no row shows nothing.
-- changed numbers the changes in the order in which they were committed, those of names as well, so that nodes find out once a second whose cards are others by now;
-- picture is the number of the change that it came with, so that an address with it never means another picture.
CREATE TABLE card (
  user_id TEXT PRIMARY KEY,
  changed INTEGER NOT NULL,
  emoji TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT '',
  status_ends INTEGER NOT NULL DEFAULT 0,
  zone TEXT NOT NULL DEFAULT '',
  picture INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX card_changed ON card (changed);

-- One row, which is locked by who changes a card, so that no number is committed after a higher one.
CREATE TABLE card_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  head INTEGER NOT NULL
) STRICT;
INSERT INTO card_head (one, head) VALUES (1, 0);

-- Pictures as this program has made them, JPEG, by the length of their sides in pixels.
CREATE TABLE picture (
  user_id TEXT NOT NULL,
  size INTEGER NOT NULL,
  image BLOB NOT NULL,
  PRIMARY KEY (user_id, size)
) STRICT;

-- Whether a room shows its members how far each of them has read (0 or 1).
ALTER TABLE room ADD COLUMN reads INTEGER NOT NULL DEFAULT 0;

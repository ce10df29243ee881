-- What a member keeps of a room for themself: whether nothing there calls for attention but what calls them, and whether it stands before their others (0 or 1).
ALTER TABLE member ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE member ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;

-- The same as for SQLite.

-- What a room was called when it was made: by its client id alone a creation is the same one, whatever the room is called by now. One made
-- before has none, and nodes of before write none; it is compared with the room's name as it is. Two rooms by one id, as could be, keep theirs.
ALTER TABLE creation ADD COLUMN name TEXT;
UPDATE creation SET client_id = client_id || ' ' || room_id WHERE room_id NOT IN (SELECT MIN(room_id) FROM creation GROUP BY user_id, client_id);
CREATE UNIQUE INDEX creation_by_client ON creation (user_id, client_id);

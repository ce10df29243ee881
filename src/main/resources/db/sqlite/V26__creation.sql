-- What a room was called when it was made: by its client id alone a creation is the same one, whatever the room is called by now. One made
-- before has none, and nodes of before write none; it is compared with the room's name as it is. One client id may have made two rooms then.
ALTER TABLE creation ADD COLUMN name TEXT;
CREATE INDEX creation_by_client ON creation (user_id, client_id);

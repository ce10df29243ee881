-- Who may come to a room: 'public', 'private' or 'direct'. The last two have names that are nobody else's business, and keys of names that no name has.
ALTER TABLE room ADD COLUMN kind TEXT NOT NULL DEFAULT 'public';

-- The rooms of a kind, to be counted.
CREATE INDEX room_kind ON room (kind);

-- What a member may do: 'reader', 'member', 'moderator' or 'owner'. Who has made a room owns it.
ALTER TABLE member ADD COLUMN role TEXT NOT NULL DEFAULT 'member';
UPDATE member SET role = 'owner' WHERE EXISTS (SELECT 1 FROM creation c WHERE c.room_id = member.room_id AND c.user_id = member.user_id);

-- The rooms of a person.
CREATE INDEX member_user ON member (user_id, room_id);

-- The person whose place in the room an event changes, where it changes that of another one than its author's.
ALTER TABLE event ADD COLUMN whom_id TEXT;
ALTER TABLE event ADD COLUMN whom_name TEXT;

-- The events of a room that are about its members.
CREATE INDEX event_member ON event (room_id, seq) WHERE type IN ('invite', 'remove', 'leave', 'role');

-- The version of the tables that a node knows. Nodes of before do not say, and show every room to everybody.
ALTER TABLE node ADD COLUMN knows INTEGER NOT NULL DEFAULT 0;

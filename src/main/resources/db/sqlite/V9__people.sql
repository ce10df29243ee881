-- What a person may do with the people of the chat: 'person', 'administrator' or 'owner'. Times are 0 where it has not come to that.
-- leaving is 1 while a deleted account still is in rooms, or in what was said by its name.
ALTER TABLE account ADD COLUMN role TEXT NOT NULL DEFAULT 'person';
ALTER TABLE account ADD COLUMN deactivated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN leaving INTEGER NOT NULL DEFAULT 0;
CREATE INDEX account_role ON account (role) WHERE role <> 'person';
CREATE INDEX account_leaving ON account (id) WHERE leaving = 1;

-- Where the name of a person stands beside what they have said.
CREATE INDEX event_whom ON event (whom_id) WHERE whom_id IS NOT NULL;
CREATE INDEX reaction_user ON reaction (user_id);
CREATE INDEX changed_deleted_by ON changed (deleted_by) WHERE deleted_by <> '';

-- One row: who may come in. welcomed is 1 once a node has printed the link of the first owner. Who changes roles locks it.
CREATE TABLE entrance (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  registration TEXT NOT NULL,
  guests INTEGER NOT NULL,
  welcomed INTEGER NOT NULL
) STRICT;
INSERT INTO entrance (one, registration, guests, welcomed) VALUES (1, 'open', 1, 0);

-- Links that let people in, by the hash of the secret in them. That of the first owner is made by nobody, and makes an owner.
CREATE TABLE invitation (
  id TEXT PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  role TEXT NOT NULL,
  made_by TEXT NOT NULL,
  created INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  uses INTEGER NOT NULL,
  used INTEGER NOT NULL DEFAULT 0,
  revoked INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_maker ON invitation (made_by, created);
CREATE TABLE invitation_room (
  invitation_id TEXT NOT NULL REFERENCES invitation (id) ON DELETE CASCADE,
  room_id TEXT NOT NULL,
  PRIMARY KEY (invitation_id, room_id)
) STRICT, WITHOUT ROWID;

-- Who has used a link: the same person again counts once.
CREATE TABLE invitation_use (
  invitation_id TEXT NOT NULL REFERENCES invitation (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (invitation_id, user_id)
) STRICT, WITHOUT ROWID;

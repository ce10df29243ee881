-- The events of a room that call somebody by name.
CREATE INDEX event_calling ON event (room_id, seq) WHERE mentions IS NOT NULL;

-- 1 once the name of who has deleted their account has gone from what calls them, too; 2 from when somebody looks for it until something comes that it may be in.
-- Nodes of before do not see to it: whom they have brought away follows later.
ALTER TABLE account ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0;
CREATE INDEX account_unforgotten ON account (id) WHERE deleted <> 0 AND forgotten <> 1;

-- How often members have said themselves how far they have read, also back; it begins with the time (docs/decisions/0047). 0: never.
ALTER TABLE member ADD COLUMN marked INTEGER NOT NULL DEFAULT 0;

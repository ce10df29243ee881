-- The same tables as for SQLite.

-- Whether a session began with a sign-in by an OpenID Provider (0 or 1).
ALTER TABLE token ADD COLUMN provider INTEGER NOT NULL DEFAULT 0;

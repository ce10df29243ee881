-- The same tables as for SQLite.

-- What an account signs in with; a guest has no row. The password is an Argon2id hash with its parameters and its salt.
-- It is written before the account of a new person, so that a handle that is taken leaves nothing behind.
CREATE TABLE credential (
  user_id TEXT COLLATE "C" PRIMARY KEY REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  handle TEXT COLLATE "C" NOT NULL UNIQUE,
  password TEXT NOT NULL
);

-- A token is a session: on what device it began, and when it was used last, 0 while only created says so.
ALTER TABLE token ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE token ADD COLUMN seen BIGINT NOT NULL DEFAULT 0;
CREATE INDEX token_user ON token (user_id);

-- The tokens that were voided last, numbered in the order in which that was committed: nodes ask for what follows the last number they know.
CREATE TABLE ended_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  head BIGINT NOT NULL
);
INSERT INTO ended_head (one, head) VALUES (1, 0);
CREATE TABLE ended (
  seq BIGINT PRIMARY KEY,
  hash BYTEA NOT NULL
);

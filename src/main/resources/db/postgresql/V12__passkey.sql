-- The same tables as for SQLite.

-- Passkeys of accounts. credential is the authenticator's own id of it, in base64url; public_key is that of webauthn4j: AAGUID, credential id and COSE key.
-- counter is what the authenticator has counted by its last use; used is 0 until then.
CREATE TABLE passkey (
  id TEXT COLLATE "C" PRIMARY KEY,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  credential TEXT COLLATE "C" NOT NULL UNIQUE,
  public_key BYTEA NOT NULL,
  counter BIGINT NOT NULL,
  name TEXT NOT NULL,
  created BIGINT NOT NULL,
  used BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX passkey_user ON passkey (user_id, created);

-- One row, once it was needed: with what the nodes sign their challenges.
CREATE TABLE challenge_secret (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  secret BYTEA NOT NULL
);

-- The challenges that were answered, by whichever attempt, for as long as they would be good otherwise.
CREATE TABLE challenge_answered (
  nonce TEXT COLLATE "C" PRIMARY KEY,
  attempt TEXT NOT NULL,
  ends BIGINT NOT NULL
);
CREATE INDEX challenge_answered_ends ON challenge_answered (ends);

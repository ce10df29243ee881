-- The same tables as for SQLite.

-- Who people are at an OpenID Provider: somebody there is one person here, and a person here is one there.
CREATE TABLE identity (
  issuer TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  linked BIGINT NOT NULL,
  PRIMARY KEY (issuer, subject),
  UNIQUE (user_id, issuer)
);

-- Who is there just now, by the hash of what the provider gives back with them, and that of what their browser keeps meanwhile.
CREATE TABLE provider_visit (
  state BYTEA PRIMARY KEY,
  browser BYTEA NOT NULL,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  invitation BYTEA,
  session BYTEA,
  ends BIGINT NOT NULL
);
CREATE INDEX provider_visit_ends ON provider_visit (ends);

-- Who people are at an OpenID Provider: somebody there is one person here, and a person here is one there.
CREATE TABLE identity (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  linked INTEGER NOT NULL,
  PRIMARY KEY (issuer, subject),
  UNIQUE (user_id, issuer)
) STRICT, WITHOUT ROWID;

-- Who is there just now, by the hash of what the provider gives back with them, and that of what their browser keeps meanwhile.
CREATE TABLE provider_visit (
  state BLOB PRIMARY KEY,
  browser BLOB NOT NULL,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  invitation BLOB,
  session BLOB,
  ends INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX provider_visit_ends ON provider_visit (ends);

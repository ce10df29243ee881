-- The nodes that run, as each of them says it once a second: that it can write, and with whom it is in a cluster.
CREATE TABLE node (
  id TEXT PRIMARY KEY,
  beat INTEGER NOT NULL,
  since INTEGER NOT NULL,
  members TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

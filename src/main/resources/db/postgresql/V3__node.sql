-- The nodes that run, as each of them says it once a second: that it can write, and with whom it is in a cluster.
CREATE TABLE node (
  id TEXT PRIMARY KEY,
  beat BIGINT NOT NULL,
  since BIGINT NOT NULL,
  members TEXT NOT NULL,
  at BIGINT NOT NULL
);

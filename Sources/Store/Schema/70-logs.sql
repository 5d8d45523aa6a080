-- What was done, by whom, with the value before and after.

CREATE TABLE log (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT,
  fingerprint INTEGER,
  at INTEGER NOT NULL,
  account INTEGER REFERENCES account (id),
  level TEXT,
  type TEXT NOT NULL,
  entity TEXT,
  entity_id TEXT,
  field TEXT,
  user TEXT,
  message TEXT,
  previous TEXT,
  current TEXT
) STRICT;
CREATE UNIQUE INDEX log_key ON log (source, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX log_fingerprint ON log (fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX log_at ON log (at);
CREATE INDEX log_account ON log (account, at);

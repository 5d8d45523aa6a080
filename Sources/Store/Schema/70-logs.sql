-- What was done, by whom, with the value before and after; who looked at what; who was cut off.

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

CREATE TABLE access_log (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT,
  fingerprint INTEGER,
  at INTEGER NOT NULL,
  account INTEGER REFERENCES account (id),
  user TEXT,
  entity TEXT,
  entity_id TEXT,
  entity_name TEXT
) STRICT;
CREATE UNIQUE INDEX access_log_key ON access_log (source, external_id)
  WHERE external_id IS NOT NULL;
CREATE INDEX access_log_fingerprint ON access_log (fingerprint)
  WHERE fingerprint IS NOT NULL;
CREATE INDEX access_log_account ON access_log (account, at);

CREATE TABLE disconnection (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT,
  fingerprint INTEGER,
  at INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  state TEXT,
  user TEXT,
  address TEXT,
  reason TEXT
) STRICT;
CREATE UNIQUE INDEX disconnection_key ON disconnection (source, external_id)
  WHERE external_id IS NOT NULL;
CREATE INDEX disconnection_fingerprint ON disconnection (fingerprint)
  WHERE fingerprint IS NOT NULL;
CREATE INDEX disconnection_account ON disconnection (account, at);

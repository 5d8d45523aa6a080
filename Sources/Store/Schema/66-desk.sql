-- What customers asked for, what is done about it, what was agreed, and what was said and written.

CREATE TABLE ticket (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  account INTEGER REFERENCES account (id),
  subject TEXT NOT NULL,
  status TEXT,
  priority TEXT,
  team TEXT,
  assignee TEXT,
  is_public INTEGER,
  created INTEGER,
  due TEXT,
  closed INTEGER,
  description TEXT
) STRICT;
CREATE UNIQUE INDEX ticket_key ON ticket (source, external_id);
CREATE INDEX ticket_account ON ticket (account);

CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  account INTEGER REFERENCES account (id),
  ticket INTEGER REFERENCES ticket (id),
  type TEXT NOT NULL,
  status TEXT,
  scheduled INTEGER,
  minutes INTEGER,
  completed INTEGER,
  assignee TEXT,
  description TEXT
) STRICT;
CREATE UNIQUE INDEX job_key ON job (source, external_id);
CREATE INDEX job_account ON job (account);
CREATE INDEX job_ticket ON job (ticket);

CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  account INTEGER REFERENCES account (id),
  ticket INTEGER REFERENCES ticket (id),
  job INTEGER REFERENCES job (id),
  subject TEXT NOT NULL,
  assignee TEXT,
  created INTEGER,
  due TEXT,
  completed INTEGER
) STRICT;
CREATE UNIQUE INDEX task_key ON task (source, external_id);
CREATE INDEX task_account ON task (account);
CREATE INDEX task_ticket ON task (ticket);
CREATE INDEX task_job ON task (job);

CREATE TABLE scheduled_event (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  date TEXT NOT NULL,
  event TEXT NOT NULL,
  user TEXT,
  completed INTEGER
) STRICT;
CREATE UNIQUE INDEX scheduled_event_key ON scheduled_event (source, external_id);
CREATE INDEX scheduled_event_account ON scheduled_event (account);

CREATE TABLE contract (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  template TEXT NOT NULL,
  created INTEGER,
  signed_by TEXT,
  signed INTEGER,
  expires TEXT,
  document TEXT
) STRICT;
CREATE UNIQUE INDEX contract_key ON contract (source, external_id);
CREATE INDEX contract_account ON contract (account);

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  account INTEGER REFERENCES account (id),
  ticket INTEGER REFERENCES ticket (id),
  job INTEGER REFERENCES job (id),
  name TEXT NOT NULL,
  bytes INTEGER,
  description TEXT,
  created INTEGER,
  user TEXT
) STRICT;
CREATE UNIQUE INDEX attachment_key ON attachment (source, external_id);
CREATE INDEX attachment_account ON attachment (account);
CREATE INDEX attachment_ticket ON attachment (ticket);
CREATE INDEX attachment_job ON attachment (job);

CREATE TABLE correspondence (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT,
  fingerprint INTEGER,
  at INTEGER NOT NULL,
  account INTEGER REFERENCES account (id),
  channel TEXT NOT NULL,
  address TEXT,
  subject TEXT,
  body TEXT,
  user TEXT,
  length INTEGER,
  status TEXT,
  reject_reason TEXT
) STRICT;
CREATE UNIQUE INDEX correspondence_key ON correspondence (source, external_id)
  WHERE external_id IS NOT NULL;
CREATE INDEX correspondence_fingerprint ON correspondence (fingerprint)
  WHERE fingerprint IS NOT NULL;
CREATE INDEX correspondence_account ON correspondence (account, at);

-- Telephone numbers, who holds them when, and calls.

CREATE TABLE did (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  number INTEGER NOT NULL,
  carrier TEXT,
  rate_center TEXT
) STRICT;
CREATE UNIQUE INDEX did_key ON did (number);

CREATE TABLE did_assignment (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  number INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  since INTEGER,
  until INTEGER
) STRICT;
CREATE UNIQUE INDEX did_assignment_key ON did_assignment (number, ifnull(since, 0));
CREATE INDEX did_assignment_account ON did_assignment (account);

CREATE TABLE call_key (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  since INTEGER,
  until INTEGER
) STRICT;
CREATE UNIQUE INDEX call_key_key ON call_key (source, type, value, ifnull(since, 0));

CREATE TABLE cdr (
  -- First what most carriers state, and the id last: SQLite puts in rows whose columns are the first of a
  -- table, in its order, without copying each value once more (bIdListInOrder in its insert.c).
  line INTEGER NOT NULL,
  source INTEGER NOT NULL REFERENCES source (id),
  call_id TEXT,
  start INTEGER NOT NULL,
  from_number INTEGER,
  to_number INTEGER,
  duration INTEGER NOT NULL,
  direction TEXT,
  disposition TEXT,
  trunk TEXT,
  cost INTEGER,
  -- Who held the number when the call began, found when it came in or by 'rate --match'; and what
  -- says so. NULL: nobody is known.
  account INTEGER REFERENCES account (id),
  matched_by TEXT,
  leg TEXT,
  fingerprint INTEGER,
  -- As the carrier wrote it, where the call has no id: then it is what tells whether one comes again.
  start_text TEXT,
  from_text TEXT,
  to_text TEXT,
  carrier_billed INTEGER,
  disposition_text TEXT,
  account_code TEXT,
  ip TEXT,
  destination TEXT,
  id INTEGER PRIMARY KEY
) STRICT;
CREATE UNIQUE INDEX cdr_key ON cdr (call_id, source, ifnull(leg, '')) WHERE call_id IS NOT NULL;
CREATE INDEX cdr_fingerprint ON cdr (fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX cdr_trunk ON cdr (trunk, start) WHERE matched_by = 'trunk';
CREATE INDEX cdr_unmatched ON cdr (start) WHERE account IS NULL;

-- The number of ours in a call: the one that somebody was found to hold; else the one that should be ours.
CREATE VIEW cdr_number AS
SELECT id AS call, start,
  iif(matched_by = 'to' OR matched_by IS NOT 'from' AND direction = 'inbound', to_number, from_number)
    AS did
FROM cdr;

-- The calls of a number of ours by their time. A table in place of an index, since rows that come by the
-- million are sorted and put in by the loader in a third of the time that CREATE INDEX takes.
CREATE TABLE cdr_did (
  did INTEGER NOT NULL,
  start INTEGER NOT NULL,
  call INTEGER NOT NULL,
  PRIMARY KEY (did, start, call)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER cdr_did_comes AFTER INSERT ON cdr BEGIN
  INSERT INTO cdr_did SELECT did, start, call FROM cdr_number WHERE call = NEW.id AND did IS NOT NULL;
END;
CREATE TRIGGER cdr_did_changes
AFTER UPDATE OF start, from_number, to_number, direction, matched_by ON cdr BEGIN
  DELETE FROM cdr_did
  WHERE did IN (OLD.from_number, OLD.to_number) AND start = OLD.start AND call = OLD.id;
  INSERT INTO cdr_did SELECT did, start, call FROM cdr_number WHERE call = NEW.id AND did IS NOT NULL;
END;
CREATE TRIGGER cdr_did_goes AFTER DELETE ON cdr BEGIN
  DELETE FROM cdr_did
  WHERE did IN (OLD.from_number, OLD.to_number) AND start = OLD.start AND call = OLD.id;
END;

-- Calls that their carrier took back: a file that was sent once more lacks them, or has them otherwise
-- (rules, 9). The call stays, and with it what was charged and what takes that back.
CREATE TABLE call_reversal (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL,
  call INTEGER NOT NULL REFERENCES cdr (id),
  -- The call that came in its place; NULL: none did.
  successor INTEGER REFERENCES cdr (id)
) STRICT;
CREATE UNIQUE INDEX call_reversal_key ON call_reversal (call);

-- What went to other systems, so that nothing goes twice (rules §8), and how accounts are known there.

CREATE TABLE export_file (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL,
  -- Target, batch and file: 'sonar 12 Accounts.csv'.
  name TEXT NOT NULL,
  target TEXT NOT NULL,
  file TEXT NOT NULL,
  -- What the export was told: a JSON object, such as as_of and company.
  arguments TEXT,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  -- What its rows come to, by currency: '1234.56 CAD'.
  totals TEXT
) STRICT;
CREATE UNIQUE INDEX export_file_key ON export_file (name);
CREATE INDEX export_file_target ON export_file (target, file);

-- The rows of a file by what they are about, each with a hash of its cells: what changed since goes again.
CREATE TABLE export_row (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL,
  export_file INTEGER NOT NULL REFERENCES export_file (id),
  key TEXT NOT NULL,
  hash INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX export_row_key ON export_row (export_file, key);

-- The files themselves in compressed pieces, so that they can be had again to the byte.
CREATE TABLE export_piece (
  export_file INTEGER NOT NULL REFERENCES export_file (id),
  position INTEGER NOT NULL,
  length INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (export_file, position)
) STRICT, WITHOUT ROWID;

-- An export that is undone takes its bytes along.
CREATE TRIGGER export_piece_goes AFTER DELETE ON export_file BEGIN
  DELETE FROM export_piece WHERE export_file = OLD.id;
END;

-- The id that another system gave an account when it came in there.
CREATE TABLE crosswalk (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  target TEXT NOT NULL,
  new_id TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX crosswalk_key ON crosswalk (account, target);
CREATE UNIQUE INDEX crosswalk_new_id ON crosswalk (target, new_id);
CREATE INDEX crosswalk_id ON crosswalk (new_id);

-- What the other system's own export said after the load, beside what the store says: one row for each
-- thing that was compared, and one for each thing that differs.
CREATE TABLE parity (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL,
  name TEXT NOT NULL,
  target TEXT NOT NULL,
  -- accounts, balances, services, open invoices, next bill dates.
  aspect TEXT NOT NULL,
  as_of TEXT NOT NULL,
  currency TEXT,
  -- How many things of that kind agree and differ, and how many of these were listed at the export.
  equal INTEGER NOT NULL,
  differing INTEGER NOT NULL,
  listed INTEGER NOT NULL,
  -- Σ of absolute differences, in minor units of the currency.
  difference INTEGER
) STRICT;
CREATE UNIQUE INDEX parity_key ON parity (name);

CREATE TABLE parity_difference (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL,
  parity INTEGER NOT NULL REFERENCES parity (id),
  account TEXT NOT NULL,
  item TEXT NOT NULL,
  ours TEXT,
  theirs TEXT,
  difference TEXT,
  -- Why it was to be expected: what the export listed.
  listed TEXT
) STRICT;
CREATE UNIQUE INDEX parity_difference_key ON parity_difference (parity, account, item);

-- Batches and lineage. A batch is one file and one transaction: all of it is here, or nothing.

CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  verb TEXT NOT NULL,
  source INTEGER REFERENCES source (id),
  -- The batches of one migration share a number, and can be undone together; NULL for one alone.
  set_id INTEGER,
  -- The batch whose refused records this one brings, repaired.
  continues INTEGER REFERENCES batch (id),
  -- The batch of the earlier file in whose place this one was sent (rules, 9).
  reissues INTEGER REFERENCES batch (id),
  file_name TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  profile TEXT NOT NULL,
  profile_sha256 TEXT NOT NULL,
  version TEXT NOT NULL,
  finished INTEGER NOT NULL,
  -- Conservation (P1): read is the sum of the ten that follow it.
  records_read INTEGER NOT NULL,
  inserted INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  merged INTEGER NOT NULL,
  pending INTEGER NOT NULL,
  duplicate INTEGER NOT NULL,
  discarded INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  control INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  CHECK (
    records_read = inserted + updated + unchanged + merged + pending + duplicate + discarded
      + rejected + control)
) STRICT;
CREATE INDEX batch_file ON batch (bytes, file_sha256);

-- The rows that a batch inserted: of one table, from one id to another, without a gap.
CREATE TABLE batch_span (
  batch INTEGER NOT NULL REFERENCES batch (id),
  kind TEXT NOT NULL,
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  PRIMARY KEY (batch, kind, first_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_span_kind ON batch_span (kind, last_id);

-- What a row that a batch updated was before: a JSON object of all its columns.
CREATE TABLE batch_image (
  batch INTEGER NOT NULL REFERENCES batch (id),
  kind TEXT NOT NULL,
  row INTEGER NOT NULL,
  previous TEXT NOT NULL,
  PRIMARY KEY (batch, kind, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_image_row ON batch_image (kind, row);

-- Rows that were there already when a batch brought them: `line` brought the row `first_id`, the line
-- after it the next row, and so on to `last_id`. So it is known whose rows a batch relies on (undo),
-- what a snapshot no longer has, and which row a duplicate equals.
CREATE TABLE batch_repeat (
  batch INTEGER NOT NULL REFERENCES batch (id),
  kind TEXT NOT NULL,
  line INTEGER NOT NULL,
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  -- unchanged, duplicate, or possible: a row of an increment that was stored although it equals one.
  state TEXT NOT NULL,
  PRIMARY KEY (batch, kind, line, first_id)
) STRICT, WITHOUT ROWID;

-- Rows that came too late for the books that they are dated in, and were dated to a later day instead, by
-- choice (rules §12): what their file states, and what they have.
CREATE TABLE batch_redated (
  batch INTEGER NOT NULL REFERENCES batch (id),
  kind TEXT NOT NULL,
  row INTEGER NOT NULL,
  line INTEGER NOT NULL,
  stated TEXT NOT NULL,
  date TEXT NOT NULL,
  PRIMARY KEY (batch, kind, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_redated_stated ON batch_redated (kind, stated);

-- Batches that were taken back, so that their numbers are never given again. Where rows were left,
-- because later batches changed or refer to them, `kept` counts them, and the batch itself stays as
-- their lineage.
CREATE TABLE batch_undone (
  batch INTEGER PRIMARY KEY,
  set_id INTEGER,
  verb TEXT NOT NULL,
  source TEXT,
  file_name TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  profile TEXT NOT NULL,
  records_read INTEGER NOT NULL,
  finished INTEGER NOT NULL,
  undone INTEGER NOT NULL,
  kept INTEGER NOT NULL
) STRICT;

-- The other counts of a batch, by name: entities by kind, discards by rule, declared and counted
-- control totals. `expected` is NULL where nothing was declared.
CREATE TABLE batch_count (
  batch INTEGER NOT NULL REFERENCES batch (id),
  name TEXT NOT NULL,
  counted INTEGER NOT NULL,
  expected INTEGER,
  PRIMARY KEY (batch, name)
) STRICT, WITHOUT ROWID;

-- Records that a batch refused while its other records were kept; the raw lines are in the reject file.
CREATE TABLE batch_reject (
  batch INTEGER NOT NULL REFERENCES batch (id),
  line INTEGER NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  column_name TEXT,
  message TEXT NOT NULL,
  PRIMARY KEY (batch, line, position)
) STRICT, WITHOUT ROWID;

-- Partial records that wait for the record which completes their call or thing, in whatever file that
-- comes ('merge' with 'hours' in a profile). `fields` is what the profile made of a record, secrets
-- masked: a JSON object of the kind's fields, days as numbers since 1970, references as keys. One that
-- became part of a row stays, with the batch and line that completed the row, so that undo opens it
-- again; `closed_line` is NULL where a side record was added to a row that was there.
CREATE TABLE open_record (
  id INTEGER PRIMARY KEY,
  source INTEGER REFERENCES source (id),
  profile TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  -- Whether it only adds to a row that another record makes.
  is_side INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch (id),
  line INTEGER NOT NULL,
  -- When it happened; NULL where its kind has no instant.
  at INTEGER,
  fields TEXT NOT NULL,
  closed_batch INTEGER REFERENCES batch (id),
  closed_line INTEGER
) STRICT;
CREATE INDEX open_record_waiting ON open_record (profile, source) WHERE closed_batch IS NULL;
CREATE INDEX open_record_key ON open_record (key);
CREATE INDEX open_record_batch ON open_record (batch);
CREATE INDEX open_record_closed ON open_record (closed_batch);

-- Data usage: allowances, what meters read, what was classified already, and corrections. Bytes.

CREATE TABLE usage_policy (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  cap INTEGER,
  rollover INTEGER,
  rollover_periods INTEGER,
  free_from TEXT,
  free_to TEXT,
  overage_unit INTEGER,
  overage_price INTEGER,
  top_off INTEGER
) STRICT;
CREATE UNIQUE INDEX usage_policy_key ON usage_policy (source, code);

CREATE TABLE usage_assignment (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  policy INTEGER NOT NULL REFERENCES usage_policy (id),
  since TEXT,
  until TEXT
) STRICT;
CREATE UNIQUE INDEX usage_assignment_key ON usage_assignment (account, ifnull(since, ''));

CREATE TABLE usage_counter (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  meter TEXT NOT NULL,
  at INTEGER NOT NULL,
  bytes_in INTEGER NOT NULL,
  bytes_out INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX usage_counter_key ON usage_counter (account, meter, at);

CREATE TABLE usage_interval (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  meter TEXT NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER,
  billable_in INTEGER NOT NULL,
  billable_out INTEGER NOT NULL,
  free_in INTEGER NOT NULL,
  free_out INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX usage_interval_key ON usage_interval (account, meter, start_at);

CREATE TABLE usage_adjustment (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  at INTEGER NOT NULL,
  bytes_in INTEGER,
  bytes_out INTEGER,
  user TEXT,
  reason TEXT
) STRICT;
CREATE UNIQUE INDEX usage_adjustment_key ON usage_adjustment (account, at);

CREATE TABLE top_off (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  at INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX top_off_key ON top_off (account, at);

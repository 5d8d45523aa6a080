-- What calls cost. Prices and charges are 10^-8 of the currency of the deck's source. Rates, charges and
-- their billing are only ever added: a charge that was wrong is reversed and made anew.

CREATE TABLE rate_deck (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL,
  base INTEGER REFERENCES rate_deck (id),
  markup INTEGER,
  decimals INTEGER,
  -- For rates that state none.
  unit TEXT,
  first_interval INTEGER,
  next_interval INTEGER,
  connection_fee INTEGER,
  minimum INTEGER
) STRICT;
CREATE UNIQUE INDEX rate_deck_key ON rate_deck (source, name);

CREATE TABLE rate (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  prefix TEXT NOT NULL,
  prefix_to TEXT,
  deck INTEGER NOT NULL REFERENCES rate_deck (id),
  direction TEXT,
  since TEXT,
  until TEXT,
  description TEXT,
  price INTEGER NOT NULL,
  unit TEXT,
  first_interval INTEGER,
  next_interval INTEGER,
  connection_fee INTEGER,
  minimum INTEGER,
  blocked INTEGER
) STRICT;
CREATE UNIQUE INDEX rate_key ON rate (prefix, deck, ifnull(direction, ''), ifnull(since, ''));
CREATE INDEX rate_range ON rate (deck, prefix) WHERE prefix_to IS NOT NULL;

CREATE TABLE voice_plan (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT,
  deck INTEGER NOT NULL REFERENCES rate_deck (id),
  service INTEGER REFERENCES service (id)
) STRICT;
CREATE UNIQUE INDEX voice_plan_key ON voice_plan (source, code);

CREATE TABLE voice_allowance (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  plan INTEGER NOT NULL REFERENCES voice_plan (id),
  class TEXT NOT NULL,
  -- NULL: all of them.
  seconds INTEGER
) STRICT;
CREATE UNIQUE INDEX voice_allowance_key ON voice_allowance (plan, class);

CREATE TABLE local_prefix (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  plan INTEGER NOT NULL REFERENCES voice_plan (id),
  prefix TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX local_prefix_key ON local_prefix (plan, prefix);

CREATE TABLE voice_plan_assignment (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  plan INTEGER NOT NULL REFERENCES voice_plan (id),
  since TEXT,
  until TEXT
) STRICT;
CREATE UNIQUE INDEX voice_plan_assignment_key
  ON voice_plan_assignment (account, ifnull(since, ''));

-- `line` is the call's line in its file.
CREATE TABLE call_charge (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL,
  call INTEGER NOT NULL REFERENCES cdr (id),
  -- Odd: a charge. Even: the reversal of the one before.
  sequence INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  deck INTEGER NOT NULL REFERENCES rate_deck (id),
  rate INTEGER NOT NULL REFERENCES rate (id),
  class TEXT NOT NULL,
  seconds INTEGER NOT NULL,
  amount INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX call_charge_key ON call_charge (call, sequence);

CREATE TABLE call_billing (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL,
  call_charge INTEGER NOT NULL REFERENCES call_charge (id),
  debit INTEGER NOT NULL REFERENCES debit (id),
  free_seconds INTEGER NOT NULL,
  amount INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX call_billing_key ON call_billing (call_charge);
CREATE INDEX call_billing_debit ON call_billing (debit);

-- Calls that went to another system, so that none goes twice.
CREATE TABLE call_export (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL,
  target TEXT NOT NULL,
  call INTEGER NOT NULL REFERENCES cdr (id)
) STRICT;
CREATE UNIQUE INDEX call_export_key ON call_export (target, call);

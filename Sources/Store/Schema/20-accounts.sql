-- Accounts with their billing parameters, links, contacts and addresses.
-- In every table here `source` and the key that follows it identify a row (rules §8), and `line` is
-- the line of the file that made or last changed it; `batch_span` says which file.

CREATE TABLE account (
  -- The store's own number; the source's is `external_id`.
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  company INTEGER NOT NULL REFERENCES company (id),
  name TEXT NOT NULL,
  status TEXT,
  type TEXT,
  groups TEXT,
  zone TEXT,
  language TEXT,
  tax_zone TEXT,
  created TEXT,
  activated TEXT,
  next_bill_date TEXT,
  bill_mode TEXT,
  bill_day INTEGER,
  due_days INTEGER,
  grace_days INTEGER,
  grace_until TEXT,
  delinquency_minimum INTEGER,
  months_to_bill INTEGER,
  tax_exempt INTEGER,
  autopay INTEGER,
  tax_id TEXT,
  print_invoice INTEGER,
  itemisation TEXT
) STRICT;
CREATE UNIQUE INDEX account_key ON account (source, external_id);
CREATE INDEX account_external_id ON account (external_id);

CREATE TABLE account_link (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  parent INTEGER NOT NULL REFERENCES account (id),
  since TEXT,
  until TEXT
) STRICT;
CREATE UNIQUE INDEX account_link_key ON account_link (account, ifnull(since, ''));
CREATE INDEX account_link_parent ON account_link (parent);

CREATE TABLE status_change (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  at INTEGER NOT NULL,
  status TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX status_change_key ON status_change (account, at);

CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  phone_number INTEGER,
  language TEXT,
  is_primary INTEGER
) STRICT;
CREATE UNIQUE INDEX contact_key ON contact (account, role, name);
CREATE INDEX contact_phone_number ON contact (phone_number);

CREATE TABLE address (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL,
  line1 TEXT,
  line2 TEXT,
  city TEXT,
  region TEXT,
  postcode TEXT,
  country TEXT
) STRICT;
CREATE UNIQUE INDEX address_key ON address (account, kind);

CREATE TABLE custom_field (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  value TEXT
) STRICT;
CREATE UNIQUE INDEX custom_field_key ON custom_field (account, name);

CREATE TABLE payment_method (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  token TEXT NOT NULL,
  customer TEXT,
  type TEXT,
  brand TEXT,
  last_four TEXT,
  expires TEXT,
  holder TEXT,
  autopay INTEGER
) STRICT;
CREATE UNIQUE INDEX payment_method_key ON payment_method (account, token);

-- What can be sold, what it is taxed with, and who has it.

CREATE TABLE tax_rate (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  company INTEGER NOT NULL REFERENCES company (id),
  tax_zone TEXT NOT NULL,
  name TEXT NOT NULL,
  jurisdiction TEXT NOT NULL,
  rate INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX tax_rate_key ON tax_rate (company, tax_zone, name);

CREATE TABLE service (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT,
  price INTEGER,
  gl_code TEXT,
  download_kbps INTEGER,
  upload_kbps INTEGER,
  taxable INTEGER
) STRICT;
CREATE UNIQUE INDEX service_key ON service (source, code);

CREATE TABLE account_service (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  service INTEGER NOT NULL REFERENCES service (id),
  quantity INTEGER,
  price INTEGER,
  description TEXT,
  since TEXT,
  until TEXT,
  -- Where it is billed at another day than the account is.
  next_bill_date TEXT
) STRICT;
CREATE UNIQUE INDEX account_service_key ON account_service (account, external_id);

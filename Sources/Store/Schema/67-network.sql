-- Devices, and the network's addresses with who had them when.

CREATE TABLE inventory_item (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  account INTEGER REFERENCES account (id),
  model TEXT NOT NULL,
  mac TEXT,
  serial TEXT,
  status TEXT,
  service INTEGER REFERENCES service (id),
  connected_to TEXT
) STRICT;
CREATE UNIQUE INDEX inventory_item_key ON inventory_item (source, external_id);
CREATE INDEX inventory_item_account ON inventory_item (account);
CREATE INDEX inventory_item_service ON inventory_item (service);

CREATE TABLE radius_account (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  name TEXT NOT NULL,
  account INTEGER REFERENCES account (id),
  address TEXT,
  route TEXT,
  is_disabled INTEGER
) STRICT;
CREATE UNIQUE INDEX radius_account_key ON radius_account (source, name);
CREATE INDEX radius_account_account ON radius_account (account);

CREATE TABLE ip_assignment (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  address TEXT NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  type TEXT,
  holder TEXT,
  holder_name TEXT,
  since INTEGER,
  until INTEGER
) STRICT;
CREATE UNIQUE INDEX ip_assignment_key ON ip_assignment (address, account, ifnull(since, 0));
CREATE INDEX ip_assignment_account ON ip_assignment (account);

-- Companies own accounts; sources are the systems, switches and carriers whose files are imported.

CREATE TABLE company (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  currency TEXT NOT NULL,
  zone TEXT NOT NULL,
  locale TEXT,
  country TEXT,
  street TEXT,
  city TEXT,
  region TEXT,
  postcode TEXT,
  tax_id TEXT,
  email TEXT,
  phone TEXT,
  web TEXT
) STRICT;

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL,
  name TEXT NOT NULL UNIQUE,
  company INTEGER REFERENCES company (id),
  role TEXT NOT NULL,
  feed TEXT,
  zone TEXT NOT NULL,
  country TEXT,
  currency TEXT,
  area TEXT,
  cadence TEXT,
  -- Names of profiles, parted by commas.
  profiles TEXT,
  -- The order of account-code, trunk and ip in which a call without a number of ours is matched.
  fallback TEXT,
  reissue TEXT,
  -- The last day of its history: what is dated up to it is legacy (rules §7).
  cut_over TEXT,
  -- `credit`: what it states as positive is owed to the account, not by it.
  stated_sign TEXT
) STRICT;

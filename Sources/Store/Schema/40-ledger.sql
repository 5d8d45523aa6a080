-- Money. Insert only. Amounts are positive minor units of the company's currency, and the table gives
-- the sign; only a debit may be negative (rules §2). `date` is the accounting date: the company's
-- local day, fixed at import. `company` and `account_type` are copied when a row is made, so that a
-- later change of the account leaves old reports as they were.

CREATE TABLE opening_balance (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  company INTEGER NOT NULL REFERENCES company (id),
  account_type TEXT,
  at INTEGER NOT NULL,
  date TEXT NOT NULL,
  -- Positive: the account owes. Negative: it is owed.
  amount INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX opening_balance_key ON opening_balance (account);

CREATE TABLE invoice (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  number TEXT NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  company INTEGER NOT NULL REFERENCES company (id),
  account_type TEXT,
  at INTEGER NOT NULL,
  date TEXT NOT NULL,
  due TEXT,
  coverage_from TEXT,
  coverage_to TEXT,
  months INTEGER,
  recurring INTEGER,
  -- As the source states it; what it comes to is the sum of its debits and their taxes, if it has any.
  total INTEGER,
  frozen TEXT,
  parent_invoice TEXT,
  message TEXT,
  purchase_order TEXT
) STRICT;
CREATE UNIQUE INDEX invoice_key ON invoice (source, number);
CREATE INDEX invoice_number ON invoice (number);
CREATE INDEX invoice_account ON invoice (account);
CREATE INDEX invoice_parent ON invoice (parent_invoice) WHERE parent_invoice IS NOT NULL;

CREATE TABLE debit (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  company INTEGER NOT NULL REFERENCES company (id),
  account_type TEXT,
  -- NULL: not invoiced yet.
  invoice INTEGER REFERENCES invoice (id),
  at INTEGER NOT NULL,
  date TEXT NOT NULL,
  type TEXT,
  service INTEGER REFERENCES service (id),
  description TEXT,
  quantity INTEGER,
  unit_price INTEGER,
  amount INTEGER NOT NULL,
  pays_from TEXT,
  pays_to TEXT,
  gl_code TEXT
) STRICT;
CREATE UNIQUE INDEX debit_key ON debit (source, external_id);
CREATE INDEX debit_account ON debit (account);
CREATE INDEX debit_invoice ON debit (invoice);

CREATE TABLE discount (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  company INTEGER NOT NULL REFERENCES company (id),
  account_type TEXT,
  at INTEGER NOT NULL,
  date TEXT NOT NULL,
  reason TEXT NOT NULL,
  amount INTEGER NOT NULL,
  debit INTEGER REFERENCES debit (id),
  number TEXT,
  corrects INTEGER REFERENCES invoice (id),
  description TEXT,
  gl_code TEXT,
  user TEXT
) STRICT;
CREATE UNIQUE INDEX discount_key ON discount (source, external_id);
CREATE INDEX discount_account ON discount (account);
CREATE INDEX discount_debit ON discount (debit) WHERE debit IS NOT NULL;
CREATE INDEX discount_corrects ON discount (corrects) WHERE corrects IS NOT NULL;

CREATE TABLE tax_line (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  debit INTEGER REFERENCES debit (id),
  discount INTEGER REFERENCES discount (id),
  name TEXT,
  jurisdiction TEXT,
  rate INTEGER,
  base INTEGER,
  amount INTEGER NOT NULL,
  category TEXT,
  exemption TEXT,
  CHECK ((debit IS NULL) <> (discount IS NULL))
) STRICT;
CREATE UNIQUE INDEX tax_line_key ON tax_line (source, external_id);
CREATE INDEX tax_line_debit ON tax_line (debit);
CREATE INDEX tax_line_discount ON tax_line (discount) WHERE discount IS NOT NULL;

CREATE TABLE payment (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT,
  -- For payments without an id: a hash of what makes two of them equal; only a candidate.
  fingerprint INTEGER,
  account INTEGER NOT NULL REFERENCES account (id),
  company INTEGER NOT NULL REFERENCES company (id),
  account_type TEXT,
  at INTEGER NOT NULL,
  date TEXT NOT NULL,
  amount INTEGER NOT NULL,
  method TEXT,
  status TEXT,
  reference TEXT,
  invoice TEXT,
  deposit_slip TEXT,
  fee INTEGER,
  description TEXT
) STRICT;
CREATE UNIQUE INDEX payment_key ON payment (source, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX payment_fingerprint ON payment (fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX payment_account ON payment (account);

CREATE TABLE payment_status (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  payment INTEGER NOT NULL REFERENCES payment (id),
  date TEXT NOT NULL,
  status TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX payment_status_key ON payment_status (payment, date);

CREATE TABLE application (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  payment INTEGER REFERENCES payment (id),
  discount INTEGER REFERENCES discount (id),
  invoice INTEGER REFERENCES invoice (id),
  opening_balance INTEGER REFERENCES opening_balance (id),
  date TEXT NOT NULL,
  occurrence INTEGER,
  amount INTEGER NOT NULL,
  voided TEXT,
  -- NULL: the source says so. Else how we came to it (rules §6).
  inferred TEXT,
  CHECK ((payment IS NULL) <> (discount IS NULL)),
  CHECK ((invoice IS NULL) <> (opening_balance IS NULL))
) STRICT;
CREATE UNIQUE INDEX application_key ON application (
  ifnull(payment, 0), ifnull(discount, 0), ifnull(invoice, 0), ifnull(opening_balance, 0), date,
  ifnull(occurrence, 1));
CREATE INDEX application_payment ON application (payment) WHERE payment IS NOT NULL;
CREATE INDEX application_discount ON application (discount) WHERE discount IS NOT NULL;
CREATE INDEX application_invoice ON application (invoice) WHERE invoice IS NOT NULL;
CREATE INDEX application_opening ON application (opening_balance)
  WHERE opening_balance IS NOT NULL;
CREATE INDEX application_voided ON application (voided) WHERE voided IS NOT NULL;

CREATE TABLE invoice_void (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  date TEXT NOT NULL,
  user TEXT
) STRICT;
CREATE UNIQUE INDEX invoice_void_key ON invoice_void (invoice);

CREATE TABLE payment_reversal (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  payment INTEGER NOT NULL REFERENCES payment (id),
  date TEXT NOT NULL,
  amount INTEGER NOT NULL,
  refunded INTEGER,
  description TEXT
) STRICT;
CREATE UNIQUE INDEX payment_reversal_key ON payment_reversal (source, external_id);
CREATE INDEX payment_reversal_payment ON payment_reversal (payment);

CREATE TABLE refund (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  company INTEGER NOT NULL REFERENCES company (id),
  account_type TEXT,
  at INTEGER NOT NULL,
  date TEXT NOT NULL,
  payment INTEGER REFERENCES payment (id),
  amount INTEGER NOT NULL,
  method TEXT,
  description TEXT
) STRICT;
CREATE UNIQUE INDEX refund_key ON refund (source, external_id);
CREATE INDEX refund_account ON refund (account);
CREATE INDEX refund_payment ON refund (payment) WHERE payment IS NOT NULL;

-- What a source says of itself. It counts nowhere; it is compared.
CREATE TABLE stated (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  company INTEGER NOT NULL REFERENCES company (id),
  account_type TEXT,
  measure TEXT NOT NULL,
  -- The invoice that it is about, where it is about one.
  invoice INTEGER REFERENCES invoice (id),
  as_of TEXT NOT NULL,
  amount INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX stated_key ON stated (account, measure, ifnull(invoice, 0), as_of);
CREATE INDEX stated_invoice ON stated (invoice) WHERE invoice IS NOT NULL;

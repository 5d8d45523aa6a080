-- Closed books (rules §12). A closing is never changed: opening a period again gives it a reason, and
-- closing it again is a new row.

CREATE TABLE period_close (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL,
  name TEXT NOT NULL,
  company INTEGER NOT NULL REFERENCES company (id),
  period TEXT NOT NULL,
  -- Entries up to this day are closed, also those of months before that nobody closed by themselves.
  last TEXT NOT NULL,
  legacy INTEGER,
  -- The sum of all entries up to that day, in minor units of the company's currency.
  balance INTEGER NOT NULL,
  -- Why it was opened again; NULL while it is closed.
  reopened TEXT
) STRICT;
CREATE UNIQUE INDEX period_close_key ON period_close (name);

-- What a report of the month said when it was closed.
CREATE TABLE period_report (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL,
  period_close INTEGER NOT NULL REFERENCES period_close (id),
  report TEXT NOT NULL,
  arguments TEXT,
  sql_sha256 TEXT NOT NULL,
  csv_sha256 TEXT NOT NULL,
  csv TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX period_report_key ON period_report (period_close, report);

-- Up to which day the books of a company are closed.
CREATE VIEW closed_through AS
SELECT company, max(last) AS last, add_days(max(last), 1) AS open_from
FROM period_close
WHERE reopened IS NULL
GROUP BY company;

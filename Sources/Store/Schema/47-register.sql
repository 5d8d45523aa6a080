-- The issue register (rules §11): every invoice and credit note that was issued, and how, so that it can
-- be printed again to the byte, or is refused. Insert only.

CREATE TABLE issue (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  number TEXT NOT NULL,
  invoice INTEGER REFERENCES invoice (id),
  discount INTEGER REFERENCES discount (id),
  date TEXT NOT NULL,
  as_of TEXT NOT NULL,
  mode TEXT NOT NULL,
  itemisation TEXT NOT NULL,
  with_xml INTEGER NOT NULL,
  template TEXT NOT NULL,
  theme TEXT NOT NULL,
  theme_sha256 TEXT,
  fonts_sha256 TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  CHECK ((invoice IS NULL) <> (discount IS NULL))
) STRICT;
CREATE UNIQUE INDEX issue_key ON issue (source, number);
CREATE INDEX issue_invoice ON issue (invoice) WHERE invoice IS NOT NULL;
CREATE INDEX issue_discount ON issue (discount) WHERE discount IS NOT NULL;

-- The documents themselves, where they were archived.
CREATE TABLE issue_document (
  issue INTEGER PRIMARY KEY REFERENCES issue (id),
  content BLOB NOT NULL
) STRICT;

-- An issue that is undone takes its document along.
CREATE TRIGGER issue_document_goes AFTER DELETE ON issue BEGIN
  DELETE FROM issue_document WHERE issue = OLD.id;
END;

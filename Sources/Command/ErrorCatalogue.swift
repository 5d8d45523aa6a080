internal import Diagnostics

/// What every code of an error, a reject or a warning means, and what to do about it: `explain CODE`.
/// A test holds it complete.
enum ErrorCatalogue {
  struct Entry: Sendable {
    var code: String
    /// What happened.
    var about: String
    /// What to do next.
    var remedy: String
  }

  static let entries: [Entry] = text.split(separator: "\n\n").compactMap { block in
    let lines = block.split(separator: "\n").map(String.init)
    guard lines.count == 3 else { return nil }
    return Entry(code: lines[0], about: lines[1], remedy: lines[2])
  }

  /// The entry of a code.
  ///
  /// - Throws: `unknown-code`, with the nearest.
  static func entry(_ code: String) throws(Problem) -> Entry {
    guard let entry = entries.first(where: { $0.code == code }) else {
      throw Problem(
        "unknown-code", .usage,
        "There is no code '\(code)'.\(NearestName.hint(code, among: entries.map(\.code))) 'carryover "
          + "explain' lists them.")
    }
    return entry
  }

  /// Blocks of three lines: the code, what it means, what to do. Sorted by code.
  private static let text = """
    already-issued
    The document is in the register of issued documents: its number was given out.
    Print it without --issue: it comes out as it was issued.

    ambiguous-account
    Several sources have an account of that id, and ids are those of their source.
    Name the source with --source.

    ambiguous-date
    Every date of a column fits two formats of the profile, and some would be other days by the other one, such as 01/02/2026.
    Leave the right format in the profile: only who made the file knows it. Nothing was stored.

    ambiguous-invoice
    Several sources have an invoice of that number.
    Name the source with --source.

    ambiguous-payment
    Several sources have a payment of that id.
    Name the source with --source.

    amounts-too-large
    The amounts of an invoice or an account add up to more than 64 bits of minor units hold.
    Correct the amount that must be wrong where it comes from.

    amounts-too-wide
    The numbers of a table are wider than the page, even in small type.
    Print on a wider sheet: paper in a theme.

    applied-twice
    A file applies a payment or credit that an earlier batch of our own (invoice numbers on payments, oldest due first) applied already, and both together would be more than there is.
    Take that batch back with 'carryover undo N', then import the file of applications again: what the source says goes before what was inferred.

    bad-barcode
    A text can't be written as a bar code or QR code of this kind.
    Shorten it, or correct what the message names.

    bad-choice
    An option has one of a few words as its value, and this is none of them.
    Take one of the words that the message lists.

    bad-date
    A cell or an option is no day, or no moment, as it should be written: also 31 February.
    Correct the cell, or give the column its format: type: { date: { formats: ['dd.MM.yyyy'] } }.

    bad-delimiter
    --delimiter is no single character, and none of the names that it knows.
    Write the character, or a name such as tab.

    bad-fallback
    The column fallback of a source names something that calls are not matched by.
    Write account-code, trunk or ip there, in the order to try, parted by commas.

    bad-figures
    A file of expected figures is not written as it should be.
    The message says which line and what is missing there.

    bad-filter
    A --where is not a condition, or compares a column with a value of another type.
    The message shows the place; 'carryover report NAME --help' lists the columns.

    bad-font
    A font file can't be used for documents.
    Name another font, a TrueType font with outlines, or install fonts-dejavu-core.

    bad-format
    A format of days or times in a profile has a letter that means nothing, or lacks the year, the month, the day or the hour.
    'carryover profile reference' lists the letters; put other text in quotes, as 'UTC'.

    bad-image
    A picture can't stand in a document: it is damaged, interlaced, in printing colours (CMYK) or too large.
    Save it as PNG, or as JPEG in RGB, with no more than 10,000 pixels a side.

    bad-link
    A link of a document leads to something that is no page of the web, no mail and no telephone.
    Begin it with https:, http:, mailto: or tel:.

    bad-manifest
    A manifest lacks something, or has something of the wrong type.
    The message says which entry; the line and column are those of the manifest.

    bad-map
    A map file gives a code two counterparts, or one that the target does not know.
    Correct the line that the message names.

    bad-mapping
    A mapping of a journal lacks something, or has something of the wrong type.
    The message says what is missing, with line and column; 'carryover help journal' has the words.

    bad-name
    A pattern for the names of files has a place that there is not, or would call all files alike.
    Take places such as {account}, {number}, {date} and {postcode}; {number} must be among them.

    bad-output-name
    The name of an output is a device, a link or leads out of its folder, so nothing was written.
    Name a plain file, or '-' for standard output.

    bad-pattern
    A regular expression of a profile is none, or its template names a group that it lacks.
    'carryover profile reference' lists what patterns have; a backslash is written twice in JSON5.

    bad-period
    A period ends before it begins, or is no month such as 2026-10.
    Exchange the days, or give --from and --to, or --period, again.

    bad-prefix
    A rate has a prefix that is none: it has other characters than digits, or its range runs backwards.
    Undo the batch of the deck, correct the file (a spreadsheet makes 44.0 of 44), and load it again.

    bad-saved-filter
    A file with a saved filter has a mistake at the place that is named.
    Correct it: groups of conditions, each with field, operator and value.

    bad-series
    What the numbers of invoices are to begin with ends in a digit, is empty or too long, or two companies would share it.
    Give letters, and {company} for the company's code: --series "{company}-C".

    bad-sort
    An order of --sort can't be read.
    Give columns parted by commas, such as "date, -amount".

    bad-theme
    A theme, the brand of documents, says something that it can't, or that nobody could read.
    The message names the place and what is allowed there; 'theme lint' tells all mistakes at once.

    bad-threads
    A number of threads is too small or too large.
    Leave --threads out: there is one for each processor then.

    billed-twice
    Calls of a number or trunk come from two sources that both bill, within the hour: each would be charged twice.
    Give one of the sources the role 'cost' or 'reference', or end what it holds where the other begins.

    cannot-open
    The system did not open a file, for the reason that stands in brackets.
    Check the path, the disk and the permissions.

    card-allowed
    A text that looks like a card's number was kept, because the profile says pan: "allow" for the field.
    Nothing, if these are no card numbers; else take the word out of the profile and undo the batch.

    card-masked
    A free text held the number of a payment card: all but its last four digits became stars before it was stored.
    Nothing need be done. secrets: "refuse" in the profile refuses such records instead.

    card-number
    A record was refused because it holds the number of a payment card, which may not be kept.
    Export the file without it; if it is no card number, say pan: "allow" for the field in the profile.

    closed-call
    A file that was sent in place of an earlier one has a call otherwise, or no longer, that is on a frozen invoice or in closed books.
    The call stays as it was: credit the difference, or open the books again and import the file once more.

    closed-period
    An entry is dated into books that are closed, or a batch that has such entries would be taken back.
    Correct the date to an open month, let --redate take the first open day, or open the month again with 'carryover period reopen MONTH --reason TEXT'.

    conflict
    A ledger row came again under the same key with other values, and an import never changes the ledger.
    Correct the file, or reverse the stored row and add the other one.

    constraint-error
    A value breaks a 'check' of the profile: its words, its pattern, its length or its range.
    Correct the cell, or the check; onFail: 'warn' or 'null' lets the record in.

    control-character
    A text that is to be printed has a control character, which shows nothing.
    Remove it where the text comes from: the message says in which field it stands.

    control-mismatch
    The file, or the manifest, states a total, and what was read has another: something is missing or doubled.
    Get the file again. onMismatch: 'warn' in the profile imports it all the same.

    control-missing
    The profile expects a header or trailer that states a total, and none came: the end of the file may be missing.
    Get the file again, or take 'control' out of the profile.

    corrupt-gzip
    A gzip file is damaged, or something follows its end.
    Get the file again.

    corrupt-workbook
    A workbook (.xlsx) is damaged, or not written as workbooks are.
    Save it again in a spreadsheet program, or save the sheet as CSV.

    corrupt-zip
    A ZIP file is damaged.
    Get the whole file again.

    damaged-bundle
    A bundle is cut off or was changed: a row, a number or its end is not as it was written.
    Get it again, or write it anew with 'carryover export bundle'. Nothing was made.

    deck-chain
    A rate deck marks up a deck that marks up another.
    Name the carrier's own deck in the column base.

    disk-error
    The disk reported an error while the store was read or written. The store is as it was.
    Check the disk, then run the command again.

    disk-full
    The disk has no room. The store is as it was.
    Free some space and run the command again.

    division-by-zero
    The divisor of a 'div' of the profile is zero in this record.
    Correct the cell, or put a 'case' around the division.

    duplicate-differs
    A row has the key of another (a call its id), but another time, duration or amount. It was not stored.
    'carryover batches N --repeats' lists the lines. If the carrier corrects calls in later files, say so in the source's column 'reissue'; if its ids are not unique, the profile needs a 'leg'.

    duplicate-key
    A table that a profile looks values up in has the same key twice, with different values.
    Remove one of the two lines.

    duplicate-label
    Two columns of the header mean the same field.
    Rename one of them, or map the file with a profile.

    empty-file
    The file has not even a header.
    Export it again.

    empty-journal
    A month has nothing to post: no charge, no credit, no payment.
    Give another month, or another company.

    empty-ledger
    The ledger has no entries yet.
    Import something first.

    encoding-error
    Bytes of the file are no text of the encoding that it is said to have, or that was assumed.
    Declare the encoding that the file really has; exports from Windows are often windows-1252.

    encrypted-zip
    A file in a ZIP archive is encrypted.
    Unpack it with its password, and name the file that comes out.

    enum-error
    A value is none of the words that its field knows.
    Correct the cell, or translate the system's words: steps: [{ map: { A: 'active' } }].

    excel-date
    A spreadsheet took an id such as MAR1 for a day, and 1-Mar is in the file instead.
    Get the file again from its system, not by way of a spreadsheet; policy: { excel: 'warn' } lets it in.

    excel-digits
    All long numbers of a column end in zeros after the fifteenth digit, which is as many as spreadsheets keep.
    Compare a few ids with their system; if they differ, undo the batch and get the file again.

    excel-error
    A cell has the error of a spreadsheet's formula, such as #REF! or #N/A.
    Repair the spreadsheet, or declare the word as empty: input: { nulls: ['#N/A'] }.

    excel-hashes
    A cell has nothing but # signs: a column was too narrow when the text was copied.
    Save the file from the spreadsheet as CSV, or better, get it again from its system.

    excel-number
    A spreadsheet wrote a long number as 1.4E+10, and its last digits are gone.
    Get the file again from its system, not by way of a spreadsheet.

    excel-text
    An id has the quotes around it that keep a spreadsheet from changing it: ="00123".
    Take them off in the profile: steps: ['unwrapExcelText'].

    exported-before
    Some of the rows went to that system before.
    --new sends the others; --again N gives an earlier export once more.

    extra-cell
    A record has more cells than the header has columns, and the profile refuses such.
    Often a delimiter stands in an unquoted text: quote it, or set policy: { extraCells: 'ignore' }.

    extra-column
    The file has a column that the profile does not use, and its policy refuses such.
    Name it in the profile, or set policy: { extraColumns: 'ignore' }.

    file-changed
    A file was changed, or another took its place, while it was read.
    Nothing of it is stored: import it again when nobody writes to it any more.

    file-too-large
    A file that is held in memory, such as a profile or its table, is larger than any such file.
    Check that it is the right one.

    folder-not-empty
    The folder that an export should become has something in it already.
    Name a new folder, or empty that one.

    held-twice
    Two accounts would hold a telephone number, trunk, account code or address at the same time.
    End the one before the other begins: the column 'until' is exclusive.

    impossible-duration
    A call has less than no duration, or more than a month.
    Correct the cell, or take the column of the profile that has the duration in these units.

    impossible-time
    A call is dated before 1970 or after 2100: a clock that was never set.
    Correct the cell, or the format of the column.

    internal
    Something happened that should not.
    Please report it with the command and what it printed. The store is as it was.

    interrupted
    The command was interrupted. The store is as it was.
    Run it again when you like.

    invoice-differs
    The lines and taxes of an invoice do not come to the total that its source states: both are in the message.
    Correct the source; or write it with --force, and the document says so.

    is-directory
    A folder was named where a file is wanted.
    Name a file in it.

    issued-differs
    The document was issued, and what would come out now is not the same to the byte.
    The message says why. Issue with --archive to keep the document itself; a COPY comes with --as-of.

    journal-changed
    A month's journal went to accounting software before, and would be another today.
    Undo that batch if its file was never posted; else post the difference by hand.

    journal-field
    A name or code of the mapping can't be read by that accounting software.
    Write it without the character that the message names, in the mapping and in the software.

    json-syntax
    A text is no JSON at the place that the message names.
    Correct it there: often a comma, a quote or a bracket is missing.

    left-behind
    The target can't take everything as it is, and --strict refuses.
    Leave --strict out, or mend what the list names.

    legacy-invoice
    The invoice is of the time before the cut-over: another system issued it.
    Print it without --issue: it is a COPY that names its issuer.

    legacy-period
    A month up to the cut-over was made and posted by another system, so that it has no journal here.
    Take a later month, or --include-legacy if it was never posted.

    line-too-long
    A record is so long that a quote is not closed, or the file is no text table.
    Close the quote on the line that is named, or declare that there are none: input: { quote: null }.

    lookup-miss
    A value is not in the profile's table.
    Add it to the table, or say what it becomes otherwise: 'else', or onMiss: 'null' or 'keep'.

    lost-zeros
    An id has fewer digits than its column declares: a spreadsheet dropped the zeros in front.
    Export the column as text. If all ids have one length, the step padLeft puts the zeros back.

    missing-cell
    A cell that is needed is empty, or the record ends before it.
    Fill it in; policy: { missingCells: 'empty' } takes short records for records with empty cells.

    missing-column
    The file lacks a column that the profile, or the kind, needs.
    Export it with that column, or give the profile the name that the file uses.

    missing-field
    A profile makes an entity without a field that it must have.
    Give the field a value in 'fields'.

    missing-font
    A font for documents is not installed, or not where its path says.
    Install the package fonts-dejavu-core, or correct the path.

    missing-glyph
    The font has no picture of a character of the document.
    Use a font that has it.

    missing-key
    A profile lacks a word that must stand at this place.
    Add it; 'carryover profile reference' shows what belongs where.

    missing-label
    The header, which the profile finds by one of its cells, is not in the file.
    Check that it is the right file, and the word after 'find'.

    missing-parameter
    A report was run without an option that it needs.
    Add the option; 'carryover report NAME --help' lists them.

    missing-value
    An option was given without its value.
    Write the value after it.

    mixed-dates
    The dates of a column are not all in one of the profile's formats: some fit only one order of day and month, some only the other.
    Leave the right format in the profile; the other rows become rejects that can be repaired.

    needs-shaping
    A text is of a script whose letters must be joined, which the PDF writer does not do.
    Give the text in another script.

    newer-bundle
    The bundle is of another version or schema than this command reads.
    Use the version of the command that wrote it.

    newer-store
    The store was written by a newer Carryover.
    Use the newer command; nothing was changed.

    no-access
    The store can't be opened.
    Check the path and the permissions.

    no-attachments
    The profile PDF/A-2u allows no attachments, and the document has one.
    Take profile 3a or 3b.

    no-cell
    A value does not fit into a cell of a sheet: a text of more than 32,767 characters, or a number of more than fifteen digits.
    Leave the column out with --columns, or write CSV, which holds everything.

    no-continuation
    A batch was named that the file can't continue: it refused no records of this source through this profile.
    'carryover batches' shows which batch refused records.

    no-counterpart
    The target wants codes of its own, such as ids of statuses and services, and some of ours have none.
    Write the lists with --draft-maps DIR, fill in their second column, and export with --maps DIR.

    no-currency
    An amount has no currency: neither the row nor the source names one.
    Give the source its currency, or the file a column of currencies.

    no-einvoice
    The invoice can't be an electronic invoice of EN 16931; the message says what it lacks.
    Complete the data, or leave the electronic invoice out with --no-xml.

    no-explanation
    A report says of no number, or not of that one, what it is made of.
    Name a column that the message lists, as --explain 3:net.

    no-feed
    Rows of money without ids come from a source that does not say whether a file holds everything or only what is new.
    Import the source again with feed snapshot (everything) or increment (only what is new).

    no-files
    A folder has nothing to import.
    Name another folder, or the files.

    no-invoices
    No invoice of that day is to be printed, written or mailed.
    Check --date; accounts get printed bills where print_invoice is true.

    no-kind
    A draft of a profile was asked for, and not of what.
    Say with --as what each record of the file is, such as payment.

    no-manifest
    There is no manifest beside a list that shall be verified.
    Write the list with --chain -o FILE: its manifest is then beside it.

    no-output
    The command makes files and was not told where.
    Add -o FILE, or --dir DIR for several.

    no-output-folder
    The folder for an output is not there and can't be made, or is a file.
    Make it, check its permissions, or name another.

    no-permission
    This user may not read or write the file.
    Change its permissions, or ask its owner.

    no-profile
    No profile was named, and not exactly one fits the file.
    Name one with --profile: a kind for Carryover's own columns, or the path of a profile.

    no-rates
    The profile of a rate deck makes no rates.
    Name one that does: 'carryover profile list'.

    no-reports-folder
    The folder that --reports or $CARRYOVER_REPORTS names is not there.
    Correct its name, or take it away.

    no-sheets
    --sheet was given for a file that is no workbook.
    Leave the option out.

    no-source
    The rows belong to a source, and none was named.
    Name it with --source, or import a file of kind 'source' first.

    no-store
    There is no store at that path.
    Make one with 'carryover init', or name another with --store.

    no-such-file
    There is no such file.
    Check the name and the folder.

    no-such-line
    A report has fewer lines than the one that was to be explained.
    Count the lines below the header, from 1 on.

    no-such-row
    A row that was there a moment ago is gone.
    Run the command again.

    no-table
    A profile is drafted from the columns of a table or the names in JSON Lines; the file is XML or one JSON array.
    Write the profile by hand: 'carryover profile reference' has every word, 'profile show broadworks-xml' is an example.

    no-thread
    The system gives no further thread.
    Close other programs and run the command again.

    no-view
    The store has not the views of this version: another version made it.
    Use the version that made it, or import into a new store.

    not-a-number
    A number is wanted here.
    Write digits, such as 12.

    not-a-store
    The file is no Carryover store, or it is damaged.
    Name another with --store, or restore a backup.

    not-received
    The payment is pending or failed: no money came in, so there is no receipt.
    Give a later --as-of if it succeeded since.

    not-superseded
    A stored ledger row has other values, and can't be replaced for the reason that the message names.
    Reverse the stored row and add the other one, or correct the file.

    not-text
    The file is an archive, a picture or another format, not a text table.
    Unpack it, or save the table as CSV.

    not-undone
    A batch replaced ledger rows, and later batches stand on them: they stay or go together.
    Undo the later batches first, or all of them with --cascade.

    nothing-to-bill
    No rated call waits for its debit.
    Rate the calls first, or name a later month.

    nothing-to-invoice
    No debit of calls waits for an invoice of that day or before, or what waits comes to nothing or a credit.
    Bill the calls first ('carryover rate --bill MONTH'); a credit goes on the next invoice.

    nothing-to-resume
    --resume was given, and no unfinished migration is beside the store.
    Leave --resume out.

    nul-byte
    The file has a NUL byte, which no text has.
    If it is UTF-16 without a mark, declare utf-16le; else get the file again.

    number-not-read
    A telephone number is none that the source's country knows; its text was kept, and the number left empty.
    Nothing need be done: withheld and short numbers are counted here, too.

    older-issue
    The calls of that day are in from a file with a higher number, which is the newer one.
    Nothing need be done; to go back to the older file, take the newer one back first with 'carryover undo'.

    open-record
    A partial record's last one is not in the file, or was refused, so nothing was made of it.
    Import the reject file together with the file that has the last one.

    open-too-long
    A partial record waits for the last one of its call longer than its profile allows.
    Ask the sender for the file that has it; until it comes nothing is made of the record.

    operands
    The verb was given too many or too few operands.
    'carryover VERB --help' shows how it is called.

    option-twice
    An option was given twice.
    Give it once.

    out-of-memory
    The system has no memory left.
    Close other programs and run the command again.

    output-exists
    An output is there already, with other content.
    Add --force to replace it, or name another file.

    overflow
    A number is larger than the store keeps.
    Check the cell, and the unit in the profile.

    pair-columns
    A line of a map or crosswalk has not exactly two columns.
    Write two columns: what it is here, and what it is there.

    period-closed
    The month is closed already, by itself or with a later one.
    'carryover period list' shows what is closed; 'period reopen' opens it again.

    period-open
    The month is not closed, so that there is nothing to verify or to open again.
    'carryover period list' shows what is closed.

    period-order
    Months are closed one after the other, and opened again from the last one.
    Close or open the month that the message names first; --through closes all up to a month as history.

    possible-duplicate
    A row without a key equals one of an earlier file of increments, in which each row is new: so it was stored, and a call is charged.
    Where a switch writes its calls twice, as Asterisk does into Master.csv and a file for each account, undo this batch and import one of the two files only.

    profile-changed
    An unfinished migration has a file that came in through another version of its profile.
    Remove STORE.building and migrate anew, so that every file is read by the profile as it is now.

    profile-type
    Something in a profile has the wrong type, or a value that may not stand there.
    The message says what may; 'carryover profile reference' shows all of it.

    read-error
    Reading a file failed in its middle.
    Check the disk or the connection, then run the command again.

    read-only
    The store can't be written.
    Check the permissions of the file and of its folder.

    record-length
    A line of a fixed-width file has another length than the profile declares.
    Check recordLength; a single such line was cut off or has a character too many.

    regex-miss
    A text does not match the pattern that takes a part of it.
    Correct the cell, or say what happens otherwise: onMiss: 'null' or 'keep'.

    report-header
    The header of a report's SQL file has a mistake at the line that is named.
    Correct it; the other reports show how it is written.

    report-refused
    The query of a report would do more than read: write, attach a file, call a pragma or an extension.
    Take that out: a report only reads the store.

    report-sql
    SQLite refused the query of a report.
    The cause stands in brackets; correct the report's file.

    same-id
    Two accounts would be one in the other system: they have the same id or name there, or a crosswalk gives both the same new id.
    Correct the crosswalk, or export one source at a time with --source.

    secret
    A record was refused because a column is named like a password or a card's security code.
    Export the file without it.

    secret-hidden
    The raw line of a refused record held a card number or a password: stars of equal length stand there in the reject file.
    Repair the line with the original file at hand.

    secret-masked
    A column named like a password or a security code was stored as stars.
    Nothing need be done. Better, export the file without it.

    sequence-gap
    The number of the file is not the next of its source: files between are missing.
    Import them, or look whether they ever came.

    sequence-repeat
    A file of this number was imported before, and its bytes were others.
    If it is the same file packed another way, take one of the two away. If it was issued anew, undo the earlier batch and import this one, or let the source's column 'reissue' say 'sequence'.

    series-taken
    Another system has numbered invoices of its own so that they begin like ours would.
    Name another beginning with --series.

    several-currencies
    The accounts have amounts in several currencies, and the target's files have no column for a currency.
    Export one company at a time, with --company.

    several-files
    A ZIP file holds no file, or more than one, and only one can be read.
    Unpack it, and name the files.

    special-file
    A device or a socket was named where a file is wanted.
    Use '-' to read standard input.

    sql
    SQLite refused a statement. The store is as it was.
    Please report it with the command and what it printed.

    stated-measure
    The manifest says which of the four numbers the stated balances are, and the files say another.
    Find out which it is, and correct the profile or the manifest.

    statement-differs
    The closing of a statement is not the account's balance: the store is damaged.
    'carryover reconcile' shows where.

    store-busy
    Another program is writing to the store.
    Try again when it is done, or add --wait SECONDS.

    store-damaged
    What the store keeps of an export can't be read back.
    Check the store with 'carryover check', and restore a backup.

    store-exists
    There is a file at that path already.
    Use it as it is, or name another with --store.

    store-held
    Another command is writing to the store.
    Wait for it, or add --wait SECONDS.

    stray-quote
    A quote stands inside a quoted cell without being doubled; it was read as a character.
    Nothing need be done if the cell reads right.

    sum-overflow
    A total is larger than any number that can be kept.
    Narrow the report with --where.

    target-needs
    The target needs a value that no source states.
    State it in the store by an import, or leave these accounts out.

    time-in-fold
    A local time came twice, the night the clocks went back, and the order of the file did not tell which it is: the earlier was taken, or a difference refused.
    Export times in UTC if the system can.

    time-in-gap
    A local time never was: the clocks were set forward over it.
    Check the zone of the source, or of the column.

    too-compressed
    A compressed file becomes more than 500 times as long when it is unpacked, as files do that are made to fill a disk.
    If you trust it, unpack it and import what comes out.

    too-many-decimals
    A number has more decimals than are kept, and they are not zeros.
    Check the unit in the profile; a duration may have 'round'.

    too-many-objects
    A file would have more objects than PDF/A allows.
    Write several files, or take profile 3b.

    too-many-rows
    A report has too many rows for paper.
    Narrow it with --where, or write CSV, HTML or XLSX.

    totals-differ
    The subtotals of a report don't add up to its totals: this is a mistake of the command.
    Don't rely on the output, and report it with the command that you typed.

    truncated-gzip
    A gzip file ends too early.
    Get the whole file again.

    truncated-record
    A file of records without line ends stops inside one.
    Check recordLength, or get the whole file again.

    two-courses
    --dry-run and --resume were given together.
    Give one of them: a rehearsal keeps nothing that could be gone on with.

    two-days
    --period and --as-of were given together, and both say up to which day.
    Give one of them.

    two-new-ids
    A crosswalk gives an account another new id than it has.
    Where the first one was wrong, undo the batch that brought it; else correct the file.

    type-error
    A cell is not of its type as the file writes it: a letter in a number, a comma in place of a point.
    Correct the cell, or say in the profile how the file writes it: type: { money: { decimal: ',' } }.

    type-mismatch
    A profile gives a field a type that it can't have.
    Leave the type out, or take one that fits the field.

    unclosed-quote
    A cell begins with a quote that nothing closes; it was read as a character.
    Nothing need be done if the cell reads right.

    unfinished-migration
    A migration into this store did not end, and what it brought is in STORE.building.
    Pass --resume to go on with it, or remove STORE.building to begin anew.

    unknown-account
    There is no account of that id.
    'carryover find TEXT' looks for names, numbers and addresses.

    unknown-batch
    There is no batch of that number.
    'carryover batches' lists those that there are.

    unknown-code
    There is no such code.
    'carryover explain' lists them.

    unknown-column
    A file in Carryover's own columns has one that its kind does not know.
    'carryover template KIND' shows the columns; a profile can map others.

    unknown-company
    There is no company of that code.
    The message has those that there are.

    unknown-control
    'control' of a profile names a value that no header or trailer states.
    Name one of those that the record rules with 'header' or 'trailer' read.

    unknown-deck
    There is no rate deck of that name.
    'carryover decks' lists them.

    unknown-each
    A value of 'each' is not one of those that the 'each' of its 'emit' has.
    Take one of the names in 'each', or 'number'.

    unknown-field
    A kind has no such field.
    'carryover template KIND' lists its fields.

    unknown-ids
    None of the accounts that a file of another system names is known, by their old ids or by the crosswalk.
    'carryover crosswalk import FILE --target NAME' brings the ids that the other system gave.

    unknown-invoice
    There is no invoice of that number.
    'carryover find TEXT' looks for numbers, too.

    unknown-key
    A word stands where the language has no such word, or beside words that it does not go with.
    Take the nearest word that the message names; your own words begin with x- or _.

    unknown-kind
    There is no kind of that name.
    'carryover template' lists the kinds.

    unknown-let
    A profile uses a value that no 'let' before it names.
    Define it in 'let', or correct its name.

    unknown-list
    A target, or a file of maps, names a code list that the target does not declare.
    Use one of its lists: 'carryover export show TARGET' shows them.

    unknown-lookup
    A profile uses a table that its 'lookups' does not have.
    Add it to 'lookups', or correct its name.

    unknown-meta
    There is no such value about the file or of an earlier record.
    Take one of those that the message lists.

    unknown-option
    The verb has no such option.
    'carryover VERB --help' lists them.

    unknown-payment
    There is no payment of that id.
    'carryover account ID' lists the payments of an account.

    unknown-profile
    A target names a profile that did not come with the command.
    Use one that 'carryover profile list' shows, or the path of a profile of your own.

    unknown-record
    No record rule of the profile takes this record.
    Add a rule for its type; { discard: 'NAME' } at the end takes all that is left.

    unknown-ref
    'ref' names a field of an entity that does not come before it in 'emit'.
    Put that entity first, or correct KIND.FIELD.

    unknown-report
    There is no report of that name.
    'carryover report list' shows them.

    unknown-row
    The store has no such row.
    Check the id and the kind.

    unknown-rows
    A target names rows that there are not.
    Use one of the names that the message lists, or a .sql file beside the target.

    unknown-set
    There are no batches of that set.
    'carryover batches' lists those that there are.

    unknown-sheet
    The workbook has no sheet of that name.
    Take one of those that the message lists.

    unknown-source
    There is no source of that name.
    The message has those that there are.

    unknown-step
    There is no such step.
    'carryover profile reference' lists them.

    unknown-target
    There is no target of that name.
    'carryover export list' shows them; a declaration of your own is named by its path.

    unknown-type
    There is no such type.
    'carryover profile reference' lists them.

    unknown-verb
    There is no such verb.
    'carryover help' lists them.

    unknown-zone
    There is no such time zone on this machine.
    Zones are named like America/Winnipeg; the package tzdata has them.

    unmapped
    A journal has lines for which the mapping names no account.
    Add what the message lists to the mapping; 'carryover journal check' shows all of it.

    unmapped-closed
    A closed month has lines that only the account for what nobody mapped takes.
    Give the types of these lines their codes in the mapping, and take 'unmapped' out.

    unreachable-rule
    A record rule comes after one that takes all records.
    Put it before, or give the earlier one a 'when'.

    unwanted-value
    A switch was given a value.
    Leave the value out.

    vat-differs
    The VAT that the lines state is not what the rate of their sum comes to: both numbers are in the message.
    Correct the tax lines in the source: an electronic invoice must add up. Or leave it out with --no-xml.

    vat-not-stated
    A line has no tax line, so that nobody knows which VAT it has.
    Give it one, with the rate 0 and its category where no VAT is due. Or leave the XML out with --no-xml.

    void-invoice
    The invoice is void: it is not issued any more.
    Print it without --issue: it says VOID.

    which-company
    A journal is one company's, and the store has several.
    Name it with --company.

    whole-store
    The file is a bundle, which is a whole store and no file of rows.
    Pass --create, and name the new store with --store.

    wide-cell
    A number is wider than its column of a table can become.
    Use wider paper, smaller type or fewer columns.

    workbook-too-large
    A workbook holds more text than is kept in memory.
    Save the sheet as CSV, and name that file.

    write-error
    Writing a file failed.
    Check the disk and its space.

    xml-syntax
    An element of a file is no whole XML: the file was cut off in it, or is damaged.
    Get the whole file again.

    zip-method
    A file in a ZIP archive is compressed in a way that is not read here.
    Unpack it, and name the file that comes out.
    """
}

import Bytes
import Diagnostics

/// Finds out which bytes separate, quote and escape the fields of a text table: of all that could be, the
/// one by which most records have the same columns and the cells look like values.
///
/// The idea that a good dialect shows in regular rows and in cells of known shapes is that of van den
/// Burg, Nazábal and Sutton (2019).
struct DialectDetector {
  /// What is known already.
  struct Known {
    var delimiter: Delimiter?
    /// `.some(nil)`: nothing quotes.
    var quote: UInt8??
    var escape: Dialect.Escape?
  }

  /// A dialect with what speaks for it.
  struct Finding {
    var dialect: Dialect
    /// Records of the sample, and how many of them have the commonest number of columns.
    var records = 0
    var regular = 0
    var columns = 1
    var quotedFields = 0
    var score = 0.0
  }

  private static let usual: [UInt8] = Array(",;\t|".utf8)
  /// Rare ones have to be much better.
  private static let rare: [UInt8] = [0x1F, UInt8(ascii: "^"), UInt8(ascii: "~"), 0x01]
  /// Chosen by people whose texts hold everything else. They come before the single bytes that they
  /// are made of: of two that give the same table the longer one is meant.
  private static let long = [
    "~|~", "|~|", "^|^", "|^|", "<|>", "[|]", "~^~", "||", "~~", "^^", "::", ";;", "##", "@@", "$$",
  ].compactMap { Delimiter($0.utf8) }
  private static let mostRecords = 400

  /// UTF-8 text; its last record may be cut off.
  let text: [UInt8]
  let isWhole: Bool

  func detect(_ known: Known) -> Finding {
    let candidates =
      known.delimiter.map { [$0] } ?? Self.long + (Self.usual + Self.rare).map { Delimiter($0) }
    var best: Finding?
    for delimiter in candidates where known.delimiter != nil || delimiter.occurs(in: text) {
      let quoting = Quoting(text, delimiter: delimiter)
      var dialect = Dialect(delimiter: delimiter)
      dialect.columns = .various
      dialect.quote = known.quote ?? quoting.quote
      dialect.escape = known.escape ?? .doubled
      dialect.isPadded = dialect.quote != nil && quoting.isPadded
      var finding = measure(dialect, quotedFields: quoting.quotedFields)
      if known.escape == nil, dialect.quote != nil, quoting.backslashed > 0 {
        dialect.escape = .backslash
        let other = measure(dialect, quotedFields: quoting.quotedFields)
        if (other.regular, -other.records) > (finding.regular, -finding.records)
          || quoting.backslashed > quoting.doubled && other.regular == finding.regular
        {
          finding = other
        }
      }
      if delimiter.rest.isEmpty, Self.rare.contains(delimiter.first), known.delimiter == nil {
        finding.score *= 0.6
      }
      if finding.score > best?.score ?? 0 { best = finding }
    }
    if let best { return best }
    // One column: nothing separates. A comma then, as all writers of CSV would.
    var dialect = Dialect(delimiter: known.delimiter ?? .comma)
    dialect.columns = .various
    if let quote = known.quote { dialect.quote = quote }
    dialect.escape = known.escape ?? .doubled
    return measure(dialect, quotedFields: 0)
  }

  private func measure(_ dialect: Dialect, quotedFields: Int) -> Finding {
    var finding = Finding(dialect: dialect, quotedFields: quotedFields)
    let batch = SampleRecords.read(
      text, dialect, isWhole: isWhole, limit: Self.mostRecords)
    var widths: [Int: Int] = [:]
    for record in 0..<batch.count { widths[batch.fieldCount(record), default: 0] += 1 }
    finding.records = batch.count
    // Of equally common numbers of columns the larger one: titles and totals are short.
    guard
      let (width, count) = widths.max(by: {
        ($0.key > 1 ? $0.value : 0, $0.key) < ($1.key > 1 ? $1.value : 0, $1.key)
      })
    else { return finding }
    finding.columns = width
    finding.regular = count
    guard width > 1, !isHalved(batch, width: width) else { return finding }
    let regularity = Double(count) / Double(batch.count)
    let columns = Double(width - 1) / Double(width)
    finding.score = regularity * columns * plausibility(batch, width: width, dialect)
    return finding
  }

  /// Whether every second cell is empty: what separates is twice this byte.
  private func isHalved(_ batch: RecordBatch, width: Int) -> Bool {
    if width < 3 || width % 2 == 0 { return false }
    return (0..<batch.count).allSatisfy { record in
      batch.fieldCount(record) != width
        || stride(from: 1, to: width, by: 2).allSatisfy { batch.field(record, $0)?.isEmpty == true }
    }
  }

  /// How much the cells look like cells, from 0 to 1: one that holds another delimiter and wasn't quoted
  /// looks like several.
  private func plausibility(_ batch: RecordBatch, width: Int, _ dialect: Dialect) -> Double {
    var total = 0.0
    var cells = 0
    for record in 0..<batch.count where batch.fieldCount(record) == width {
      let end = batch.textRanges[record].upperBound
      for column in 0..<width {
        let range = batch.fieldRanges[Int(batch.firstField[record]) + column]
        let cell = batch.bytes[Int(range.lowerBound)..<Int(range.upperBound)]
        let isQuoted =
          range.lowerBound >= end
          || range.lowerBound > 0 && batch.bytes[Int(range.lowerBound) - 1] == dialect.quote
            && dialect.quote != nil
        cells += 1
        if isQuoted {
          total += 1
          continue
        }
        switch CellShape(cell) {
        case .text:
          total +=
            cell.contains { Self.usual.contains($0) && $0 != UInt8(ascii: ",") }
              || cell.contains(UInt8(ascii: ",")) && !cell.contains(UInt8(ascii: " ")) ? 0.1 : 0.9
        case .empty: total += 0.9
        default: total += 1
        }
      }
    }
    return cells == 0 ? 0 : total / Double(cells)
  }
}

/// Records of a text in memory.
enum SampleRecords {
  /// At most so many; what is cut off at the end of a sample is none.
  static func read(_ text: [UInt8], _ dialect: Dialect, isWhole: Bool, limit: Int) -> RecordBatch {
    // The reader holds back a record until it has seen its line's end.
    let ended = isWhole && text.last != .lf ? text + [.lf] : text
    let source = InputSource(name: "sample", bytes: ended[...])
    var batch = RecordBatch()
    let reader = RecordReader(
      source, layout: .delimited(dialect), encoding: .utf8, pieceSize: max(1, text.count),
      batchSize: limit)
    // A record that is too long or no text leaves what came before it.
    _ = try? reader.next(&batch)
    return batch
  }
}

/// How quotes stand in a text, by a look at the bytes around them.
private struct Quoting {
  private(set) var quote: UInt8 = .quote
  private(set) var quotedFields = 0
  /// `, "`: blanks between delimiter and quote, more often than not.
  private(set) var isPadded = false
  /// `\"` and `""` within a field.
  private(set) var backslashed = 0
  private(set) var doubled = 0

  init(_ text: [UInt8], delimiter: Delimiter) {
    let double = Counts(text, delimiter: delimiter, quote: .quote)
    let single = Counts(text, delimiter: delimiter, quote: UInt8(ascii: "'"))
    // Apostrophes stand at the beginning of words, too; so they quote only where nothing else does.
    let counts = double.fields == 0 && single.fields > 1 ? single : double
    if counts.fields > 0, single.fields == counts.fields, double.fields == 0 {
      quote = UInt8(ascii: "'")
    }
    quotedFields = counts.fields
    isPadded = counts.padded * 2 > counts.behindDelimiter
    backslashed = counts.backslashed
    doubled = counts.doubled
  }

  private struct Counts {
    var opened = 0
    /// Those that open not at the beginning of a line; of these, with blanks before them.
    var behindDelimiter = 0
    var padded = 0
    var closed = 0
    var backslashed = 0
    var doubled = 0
    /// Quotes that open and close.
    var fields: Int { min(opened, closed) }

    init(_ text: [UInt8], delimiter: Delimiter, quote: UInt8) {
      func isEdge(_ position: Int, _ byte: UInt8) -> Bool {
        guard text.indices.contains(position) else { return true }
        return text[position] == byte || text[position] == .lf || text[position] == .cr
      }
      var i = 0
      while let next = text[i...].firstIndex(of: quote) {
        i = next + 1
        var before = next - 1
        while before >= 0, text[before] == 32 { before -= 1 }
        var after = next + 1
        while after < text.count, text[after] == 32 { after += 1 }
        let opens = isEdge(before, delimiter.last)
        let closes = isEdge(after, delimiter.first)
        if opens {
          opened += 1
          if before >= 0, text[before] == delimiter.last {
            behindDelimiter += 1
            if before < next - 1 { padded += 1 }
          }
        }
        if closes { closed += 1 }
        if !opens, !closes {
          if text[next - 1] == .backslash { backslashed += 1 }
          if text[next - 1] == quote { doubled += 1 }
        }
      }
    }
  }
}

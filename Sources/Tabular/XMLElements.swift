internal import Bytes
internal import Diagnostics

// Files of XML in which each element of a name is a record.

extension RecordCutter {
  /// Cuts elements out of the text. What stands around them is no record.
  func cutElements(
    _ text: TextView, from start: Int, offset: Int, line: Int, name: [UInt8], isLast: Bool,
    encoding: TextEncoding, limit: Int, into batch: inout RecordBatch, control: inout ControlLines
  ) -> Stop {
    var stop = Stop(position: start, line: line)
    var bytesBefore = offset
    /// Moves to a place, and counts what lies between.
    func pass(to position: Int, isRecord: Bool, isEnd: Bool = true) {
      let range = stop.position..<position
      if range.isEmpty { return }
      let length = encoding.originalLength(text, range)
      if isRecord {
        batch.fieldRanges.append(Int32(range.lowerBound)..<Int32(range.upperBound))
        batch.firstField.append(Int32(batch.fieldRanges.count))
        batch.textRanges.append(Int32(range.lowerBound)..<Int32(range.upperBound))
        batch.lines.append(stop.line)
        batch.offsets.append(bytesBefore)
        batch.lengths.append(Int32(length))
      } else if isEnd, range.contains(where: { text[$0] > 32 }) {
        control.outside += 1
      }
      bytesBefore += length
      stop.line += range.count { text[$0] == .lf }
      stop.position = position
    }
    while batch.count < limit {
      guard let open = Self.tag("<", name, in: text, from: stop.position) else {
        // Its beginning may be the end of what is in memory.
        let rest = isLast ? text.count : max(stop.position, text.count - name.count - 1)
        pass(to: rest, isRecord: false, isEnd: isLast)
        return stop
      }
      let head = (open..<text.count).first { text[$0] == UInt8(ascii: ">") }
      var end: Int?
      if let head {
        end =
          text[head - 1] == UInt8(ascii: "/")
          ? head + 1
          : Self.tag("</", name, in: text, from: head).flatMap { close in
            (close..<text.count).first { text[$0] == UInt8(ascii: ">") }.map { $0 + 1 }
          }
      }
      if end == nil, !isLast {
        pass(to: open, isRecord: false)
        return stop
      }
      pass(to: open, isRecord: false)
      // What the file lost of its last element is told by whoever reads it.
      pass(to: end ?? text.count, isRecord: true)
    }
    return stop
  }

  /// Where a tag of that name begins.
  private static func tag(
    _ prefix: StaticString, _ name: [UInt8], in text: TextView, from start: Int
  ) -> Int? {
    let before = prefix.utf8CodeUnitCount
    let length = before + name.count
    var position = start
    while position + length < text.count {
      if text[position] == UInt8(ascii: "<"),
        before == 1 || text[position + 1] == UInt8(ascii: "/"),
        name.indices.allSatisfy({ text[position + before + $0] == name[$0] }),
        " \t\r\n/>".utf8.contains(text[position + length])
      {
        return position
      }
      position += 1
    }
    return nil
  }
}

/// Makes columns of XML elements, as they are cut out of a file: each path that somebody wants, such as
/// `basicModule.userNumber`, is a column. The name of the element itself is no part of it.
package struct XMLElements: Sendable {
  private let columns: [String: Int]
  private let count: Int

  package init(paths: [String]) {
    columns = Dictionary(
      paths.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    count = paths.count
  }

  /// The same records with a field for each path; those that are no XML are named, with what is wrong.
  package func table(of elements: RecordBatch) -> (records: RecordBatch, failures: [Int: String]) {
    var table = elements
    table.fieldRanges.removeAll(keepingCapacity: true)
    table.firstField = [0]
    var failures: [Int: String] = [:]
    for record in 0..<elements.count {
      var found = Array(repeating: Int32(0)..<Int32(0), count: count)
      do throws(Problem) {
        try read(elements.field(record, 0) ?? [], into: &found, &table.bytes)
      } catch {
        failures[record] = "This element is no whole XML: it was cut off, or is damaged"
        found = Array(repeating: 0..<0, count: count)
      }
      table.fieldRanges += found
      table.firstField.append(Int32(table.fieldRanges.count))
    }
    return (table, failures)
  }

  private func read(
    _ element: ArraySlice<UInt8>, into found: inout [Range<Int32>], _ bytes: inout [UInt8]
  ) throws(Problem) {
    var reader = XMLReader(InputSource(name: "element", bytes: element))
    var path: [String] = []
    var text: [UInt8] = []
    var isClosed = false
    while true {
      switch try reader.next() {
      case .start:
        if isClosed { throw reader.failure("something follows the element") }
        path.append(reader.name)
        text.removeAll(keepingCapacity: true)
      case .text: text += reader.text
      case .end:
        if path.last != reader.name { throw reader.failure("a tag is not closed") }
        let name = path.dropFirst().joined(separator: ".")
        if let column = columns[name], found[column].isEmpty {
          let trimmed = text.drop { $0 <= 32 }.reversed().drop { $0 <= 32 }.reversed()
          let start = Int32(bytes.count)
          bytes.append(contentsOf: trimmed)
          found[column] = start..<Int32(bytes.count)
        }
        path.removeLast()
        text.removeAll(keepingCapacity: true)
        isClosed = path.isEmpty
      case .finished:
        if !isClosed { throw reader.failure("it ends inside an element") }
        return
      }
    }
  }
}

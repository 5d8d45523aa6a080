internal import Foundation

/// A CSV file of the generator, written as it grows.
final class CSVFile {
  private let handle: FileHandle
  private var buffer = ""
  private(set) var rows = 0

  init(_ folder: String, _ name: String, header: String) throws {
    let path = folder + "/" + name
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    guard let handle = FileHandle(forWritingAtPath: path) else {
      throw Options.Wrong(description: "can't write \(path)")
    }
    self.handle = handle
    buffer = header + "\n"
  }

  func add(_ fields: [String?]) throws {
    let cells = fields.map { field -> String in
      let text = field ?? ""
      guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
      return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
    buffer += cells.joined(separator: ",") + "\n"
    rows += 1
    if buffer.utf8.count > 1 << 20 { try flush() }
  }

  func flush() throws {
    try handle.write(contentsOf: Data(buffer.utf8))
    buffer = ""
  }
}

/// Cents as a plain decimal, by the generator's own hand.
func decimal(_ cents: Int) -> String {
  let (whole, part) = (abs(cents) / 100, abs(cents) % 100)
  return (cents < 0 ? "-" : "") + "\(whole)." + (part < 10 ? "0\(part)" : "\(part)")
}

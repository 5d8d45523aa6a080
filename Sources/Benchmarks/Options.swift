/// `--name value` pairs of a benchmark's command line.
struct Options {
  private var values: [String: String] = [:]

  struct Wrong: Error, CustomStringConvertible {
    var description: String
  }

  init(_ words: [String], known: [String]) throws {
    var rest = words[...]
    while let word = rest.popFirst() {
      let name = word == "-o" ? "output" : String(word.drop { $0 == "-" })
      guard known.contains(name), let value = rest.popFirst() else {
        throw Wrong(description: "unknown option or missing value: \(word)")
      }
      values[name] = value
    }
  }

  func text(_ name: String, default fallback: String) -> String { values[name] ?? fallback }

  func number(_ name: String, default fallback: Int) throws -> Int {
    guard let text = values[name] else { return fallback }
    guard let number = Int(text), number > 0 else {
      throw Wrong(description: "--\(name) wants a positive whole number, not '\(text)'")
    }
    return number
  }
}

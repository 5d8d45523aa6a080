/// The names of columns, as people write them.
package enum HeaderName {
  /// Drops what people write differently: parenthesised parts, `. - _ *`, blanks, capitals. Two
  /// headers mean the same when these are equal (`Account No.` and `account_no`).
  package static func normalize(_ name: String) -> String {
    var result = ""
    var depth = 0
    for character in name.lowercased() {
      switch character {
      case "(": depth += 1
      case ")": depth = max(0, depth - 1)
      case ".", "-", "_", "*", " ", "\u{A0}", "\u{FEFF}": continue
      default: if depth == 0 { result.append(character) }
      }
    }
    return result
  }
}

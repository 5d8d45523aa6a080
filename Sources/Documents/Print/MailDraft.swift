internal import Billing
internal import Bytes

/// A mail with a document attached, as a mail program opens it for sending (RFC 5322, MIME).
struct MailDraft {
  var from: String
  var fromName: String
  var to: String
  var toName: String
  var subject: String
  var text: String
  /// `YYYY-MM-DD`.
  var date: String
  var fileName: String
  var document: [UInt8]

  var bytes: [UInt8] {
    let hash = SHA256.hex(of: document).prefix(24)
    let boundary = "carryover-\(hash)"
    let domain = from.split(separator: "@").last.map(String.init) ?? "localhost"
    var out = Array(
      """
      X-Unsent: 1\r
      Date: \(Self.date(date))\r
      Message-ID: <\(hash)@\(domain)>\r
      From: \(Self.word(fromName)) <\(from)>\r
      To: \(Self.word(toName)) <\(to)>\r
      Subject: \(Self.word(subject))\r
      MIME-Version: 1.0\r
      Content-Type: multipart/mixed; boundary="\(boundary)"\r
      \r
      --\(boundary)\r
      Content-Type: text/plain; charset=utf-8\r
      Content-Transfer-Encoding: base64\r
      \r

      """.utf8)
    out += Base64.encode(Array(text.utf8), width: 76)
    out += Array(
      """
      \r
      --\(boundary)\r
      Content-Type: application/pdf; name="\(Self.plain(fileName))"\r
      Content-Disposition: attachment; filename="\(Self.plain(fileName))"\r
      Content-Transfer-Encoding: base64\r
      \r

      """.utf8)
    out += Base64.encode(document, width: 76)
    out += Array("\r\n--\(boundary)--\r\n".utf8)
    return out
  }

  /// Text of a header: encoded where it isn't plain (RFC 2047), so that no line break gets in.
  private static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0 & 0xDF) || $0 == 32 || $0 == 45
    }
    if isPlain { return text }
    // A word has at most 75 characters: 45 bytes of text, cut between characters.
    var parts: [String] = [""]
    for character in text {
      if parts[parts.count - 1].utf8.count + String(character).utf8.count > 45 { parts.append("") }
      parts[parts.count - 1].append(character)
    }
    return parts.map { part in
      "=?utf-8?B?" + String(decoding: Base64.encode(Array(part.utf8)), as: UTF8.self) + "?="
    }.joined(separator: "\r\n ")
  }

  private static func plain(_ name: String) -> String {
    String(
      name.map { $0.isASCII && $0 != "\"" && $0 != "\\" && !$0.isNewline ? $0 : "_" })
  }

  private static func date(_ iso: String) -> String {
    guard let date = CalendarDate(iso) else { return "" }
    let (year, month, day) = date.components
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return "\(days[date.weekday - 1]), \(day) \(months[month - 1]) \(year) 00:00:00 +0000"
  }
}

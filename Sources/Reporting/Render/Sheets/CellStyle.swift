/// How a cell looks. Styles that are equal share a format of the file.
struct CellStyle: Hashable {
  enum Colour: Hashable { case normal, muted, good, bad }

  /// A number format of Excel's.
  var number = "General"
  var isStrong = false
  /// The heading of a column: filled, wrapped, at the top.
  var isHeading = false
  var isTitle = false
  var isTotal = false
  var isWrapped = false
  var isRight = false
  var colour = Colour.normal

  static let text = CellStyle(number: "@")

  /// Amounts with the decimals of their currency; negative ones red, nothing as a dash.
  static func money(_ digits: Int) -> CellStyle {
    let decimals = digits > 0 ? "." + String(repeating: "0", count: digits) : ""
    let form = "#,##0" + decimals
    return CellStyle(number: "\(form);[Red]-\(form);\"\u{2013}\"")
  }

  /// The style of a column's cells. Bytes keep their value and show gigabytes.
  static func cell(_ kind: ReportColumn.Kind, digits: Int) -> CellStyle {
    switch kind {
    case .text, .id: .text
    case .integer: CellStyle(number: "#,##0")
    case .money: .money(digits)
    case .rate: CellStyle(number: "#,##0.00######")
    case .quantity, .flag: CellStyle()
    case .bytes: CellStyle(number: "#,##0.00,,,\\ \"GB\"")
    case .date: CellStyle(number: "yyyy\\-mm\\-dd")
    case .instant: CellStyle(number: "yyyy\\-mm\\-dd\\ hh:mm:ss")
    }
  }

  func total() -> CellStyle {
    var style = self
    style.isStrong = true
    style.isTotal = true
    return style
  }
}

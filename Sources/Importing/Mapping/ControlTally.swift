internal import Diagnostics
internal import Store

/// What a file states of itself, beside what was read.
struct ControlTally: Sendable {
  private let control: Profile.Control
  private let context: MappingContext
  private var parser: CellParser
  /// The numbers that headers and trailers stated, by name.
  var declared: [String: Int64] = [:]
  var records: Int64 = 0
  private(set) var sums: [Int128]

  init(_ control: Profile.Control, _ context: MappingContext) {
    self.control = control
    self.context = context
    parser = CellParser(context: context)
    sums = Array(repeating: 0, count: control.sums.count)
  }

  var hasSums: Bool { !sums.isEmpty }

  /// Adds what an entity has in the fields that are summed.
  mutating func add(_ emit: BoundEmit, _ reader: ValueReader) {
    for (index, sum) in control.sums.enumerated() where sum.kind == emit.kind.name {
      guard let field = emit.fields.first(where: { $0.field.name == sum.field }),
        let text = (try? reader.text(field.value)) ?? nil
      else { continue }
      let number = try? parser.number(
        text, as: field.type, digits: context.currencyDigits, column: index)
      sums[index] += Int128(number ?? 0)
    }
  }

  /// - Throws: `control-mismatch` when the profile refuses a mismatch, `control-missing`.
  func finish() throws(Problem) -> [ControlTotal] {
    var totals: [ControlTotal] = []
    if let name = control.count {
      totals.append(try total("records", declaredBy: name, Int128(records), decimals: 0))
    }
    for (sum, counted) in zip(control.sums, sums) {
      totals.append(
        try total(
          "sum of \(sum.kind).\(sum.field)", declaredBy: sum.declared, counted,
          decimals: decimals(of: Kinds.named(sum.kind)?.field(sum.field)?.type)))
    }
    if control.refuses, let bad = totals.first(where: { !$0.ties }) {
      throw .controlMismatch(bad, file: context.fileName)
    }
    return totals
  }

  /// The number of the file, where its profile says what states it.
  ///
  /// - Throws: `control-missing`.
  func sequence() throws(Problem) -> (number: Int64, rule: Profile.FileSequence)? {
    guard let rule = control.sequence else { return nil }
    guard let number = declared[rule.number] else {
      throw .controlMissing(rule.number, file: context.fileName)
    }
    return (number, rule)
  }

  private func decimals(of type: FieldType?) -> Int {
    switch type {
    case .money: context.currencyDigits ?? 2
    case .rate, .fraction: 8
    case .quantity: 6
    case .milliseconds: 3
    default: 0
    }
  }

  /// - Throws: `control-missing` when the record that should state the total never came: then the
  ///   end of the file is missing, too.
  private func total(
    _ name: String, declaredBy control: String, _ counted: Int128, decimals: Int
  ) throws(Problem) -> ControlTotal {
    guard let stated = declared[control] else {
      throw .controlMissing(control, file: context.fileName)
    }
    guard let exact = Int64(exactly: counted) else {
      throw .controlOverflow(name, file: context.fileName)
    }
    return ControlTotal(name: name, declared: stated, counted: exact, decimals: decimals)
  }
}

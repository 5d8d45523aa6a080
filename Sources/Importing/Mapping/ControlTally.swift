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
  /// Sums to be compared with what the file, or somebody else, states.
  private var rules: [(declared: String, kind: String, field: String)]
  private(set) var sums: [Int128]

  init(_ control: Profile.Control, _ context: MappingContext) {
    self.control = control
    self.context = context
    parser = CellParser(context: context)
    rules = control.sums
    sums = Array(repeating: 0, count: rules.count)
  }

  /// Adds what somebody else than the file says that it comes to.
  ///
  /// - Throws: `bad-manifest` for a total of something that the profile does not make.
  mutating func declare(_ totals: [DeclaredTotal], of profile: Profile) throws(Problem) {
    for total in totals {
      let name = "declared." + total.name
      guard let kindName = total.kind, let fieldName = total.field else {
        if total.name != "records" { throw total.unknown(profile) }
        declared[name] = try number(total, as: .integer(.canonical))
        continue
      }
      guard let kind = profile.kinds.first(where: { $0.name == kindName }),
        let field = kind.field(fieldName), !field.type.isArenaText
      else { throw total.unknown(profile) }
      declared[name] = try number(total, as: .canonical(field.type))
      rules.append((name, kindName, fieldName))
      sums.append(0)
    }
  }

  private mutating func number(_ total: DeclaredTotal, as type: CellType) throws(Problem) -> Int64 {
    do throws(CellFailure) {
      return try parser.number(
        Array(total.text.utf8)[...], as: type, digits: context.currencyDigits, column: -1)
    } catch {
      throw .manifest("\(error.message).", at: total.position)
    }
  }

  var hasSums: Bool { !sums.isEmpty }

  /// Adds what an entity has in the fields that are summed.
  mutating func add(_ emit: BoundEmit, _ reader: ValueReader) {
    for (index, sum) in rules.enumerated() where sum.kind == emit.kind.name {
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
    if declared["declared.records"] != nil {
      totals.append(
        try total(
          "declared records", declaredBy: "declared.records", Int128(records), decimals: 0))
    }
    for (sum, counted) in zip(rules, sums) {
      let word = sum.declared.hasPrefix("declared.") ? "declared sum" : "sum"
      totals.append(
        try total(
          "\(word) of \(sum.kind).\(sum.field)", declaredBy: sum.declared, counted,
          decimals: decimals(of: Kinds.named(sum.kind)?.field(sum.field)?.type)))
    }
    if let bad = totals.first(where: {
      !$0.ties && (control.refuses || $0.name.hasPrefix("declared "))
    }) {
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

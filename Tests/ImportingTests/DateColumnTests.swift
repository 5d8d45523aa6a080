import Diagnostics
import Importing
import Testing

/// Day and month are told apart by the whole column, or not at all (P8).
@Suite struct DateColumnTests {
  struct Column: Sendable, CustomTestStringConvertible {
    var formats: String
    var dates: [String]
    /// The days since 1970; empty when the file is refused.
    var days: [Int] = []
    var code: String?
    var message = ""
    var testDescription: String { "\(formats): \(dates.joined(separator: " "))" }
  }

  private static let both = "'dd/MM/yyyy', 'MM/dd/yyyy'"

  static let columns: [Column] = [
    Column(formats: both, dates: ["01/02/2026", "31/01/2026"], days: [20485, 20484]),
    Column(formats: both, dates: ["01/02/2026", "01/31/2026"], days: [20455, 20484]),
    Column(
      formats: both, dates: ["05/05/2026", "01/02/2026"], code: "ambiguous-date",
      message: "2026-02-01 as dd/MM/yyyy or 2026-01-02 as MM/dd/yyyy"),
    // Whatever the order is, it is this day.
    Column(formats: both, dates: ["05/05/2026", "06/06/2026"], days: [20578, 20610]),
    Column(
      formats: both, dates: ["01/02/2026", "31/01/2026", "01/31/2026"], code: "mixed-dates",
      message: "'01/31/2026' on line 4 is not dd/MM/yyyy"),
    // Formats that no text can be mistaken for may change from row to row.
    Column(
      formats: "'dd.MM.yyyy', 'yyyy-MM-dd'", dates: ["01.02.2026", "2026-01-31"],
      days: [20485, 20484]),
    Column(
      formats: both + ", 'yyyy-MM-dd'", dates: ["2026-01-31", "31/01/2026", "01/02/2026"],
      days: [20484, 20484, 20485]),
    Column(formats: "'yyMMdd', 'ddMMyy'", dates: ["991231", "260201"], days: [10956, 20485]),
  ]

  @Test(arguments: columns) func columnSettlesItsFormat(_ column: Column) throws {
    let profile = try ProfileParser.parse(
      """
      { profile: "d", input: { delimiter: ";" },
        records: [{ skip: [{ name: "void", when: { eq: ["$V", "x"] } }],
          emit: [{ kind: "payment", fields: { account: "1", amount: "1",
            date: { col: "D", type: { date: { formats: [\(column.formats)] } } } } }] }] }
      """, file: "d.json5")
    // What is passed over has no say.
    let text = "D;V\n" + column.dates.map { $0 + ";\n" }.joined() + "12/13/2026;x\n13/12/2026;x\n"
    var problem: Problem?
    var days: [Int] = []
    do { days = try Mapping.map(text, by: profile).rows.compactMap { Int($0[1]) } } catch {
      problem = error as? Problem
    }
    #expect(problem?.code.rawValue == column.code)
    #expect(column.message.isEmpty || problem?.message.contains(column.message) == true)
    #expect(days == column.days)
  }
}

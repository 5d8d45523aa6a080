internal import Billing
internal import Store

/// How what arrived in other systems compares with what left: the newest comparison with each, as
/// `carryover parity` kept it.
struct ParityFacts: Sendable {
  struct Difference: Sendable {
    var account: String
    var item: String
    var ours: String
    var theirs: String
    var listed: String?
  }

  struct Part: Sendable {
    var target: String
    var aspect: String
    var asOf: String
    var currency: String?
    var equal: Int64
    var differing: Int64
    var listed: Int64
    var difference: Int64?
    var differences: [Difference]

    /// The sum of absolute differences as people read it; nil where nothing is added.
    var sum: String? {
      difference.map {
        ScaledDecimal.print($0, scale: currency.flatMap { Currency.digits($0) } ?? 2)
      }
    }
  }

  private(set) var parts: [Part] = []

  init(of database: Database) throws {
    let rows = try database.rows(
      """
      SELECT p.id, p.target, p.aspect, p.as_of, p.currency, p.equal, p.differing, p.listed, p.difference
      FROM parity p JOIN batch_span s ON s.kind = 'parity' AND p.id BETWEEN s.first_id AND s.last_id
      WHERE s.batch = (
        SELECT max(newest.batch) FROM batch_span newest JOIN parity other
          ON other.id BETWEEN newest.first_id AND newest.last_id
        WHERE newest.kind = 'parity' AND other.target = p.target)
      ORDER BY p.target, p.id
      """
    ) {
      (
        $0.integer(0),
        Part(
          target: $0.text(1) ?? "", aspect: $0.text(2) ?? "", asOf: $0.text(3) ?? "",
          currency: $0.text(4), equal: $0.integer(5), differing: $0.integer(6),
          listed: $0.integer(7), difference: $0.optionalInteger(8), differences: [])
      )
    }
    for (row, part) in rows {
      var part = part
      part.differences = try database.rows(
        """
        SELECT account, item, ours, theirs, listed FROM parity_difference
        WHERE parity = ? ORDER BY account, item
        """, [.integer(row)]
      ) {
        Difference(
          account: $0.text(0) ?? "", item: $0.text(1) ?? "", ours: $0.text(2) ?? "",
          theirs: $0.text(3) ?? "", listed: $0.text(4))
      }
      parts.append(part)
    }
  }

  var json: JSONNode {
    .array(
      parts.map { part in
        .object([
          ("target", .text(part.target)), ("aspect", .text(part.aspect)),
          ("as_of", .text(part.asOf)), ("currency", .optional(part.currency)),
          ("equal", .count(part.equal)), ("differing", .count(part.differing)),
          ("listed_at_export", .count(part.listed)), ("sum_of_differences", .optional(part.sum)),
          (
            "differences",
            .array(
              part.differences.map {
                .object([
                  ("account", .text($0.account)), ("item", .text($0.item)),
                  ("here", .text($0.ours)), ("there", .text($0.theirs)),
                  ("listed_at_export", .optional($0.listed)),
                ])
              })
          ),
        ])
      })
  }
}

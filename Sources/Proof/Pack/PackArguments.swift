package import Billing
package import Reporting

extension ReportDefinition {
  /// What a report of the pack is asked for of a month: its days, and whose it is.
  package func arguments(of month: Month, company: String?) -> [String: String] {
    var known = [
      "from": month.from, "to": month.to, "as_of": month.to, "period": month.name,
    ]
    known["company"] = company
    return known.filter { pair in parameters.contains { $0.name == pair.key } }
  }
}

/// How far payments are applied that no file applies (rules §6). Each mode does what the ones before
/// it do.
package enum ApplyMode: String, Sendable, CaseIterable {
  /// To the invoices that the payments themselves name; the rest stays available.
  case given
  /// So that invoices are open by what their source states.
  case stated
  /// The oldest due first within the account, then its children's invoices.
  case oldest
}

/// What an applying made: a batch of its own for what the payments name, another for what is inferred.
package struct AppliedSummary: Sendable {
  package struct Part: Sendable {
    package var batch: Int64
    package var how: String
    package var applications: Int
    /// Minor units, by currency.
    package var amounts: [(currency: String, amount: Int64)]
  }

  package var mode: ApplyMode
  package var parts: [Part] = []
}

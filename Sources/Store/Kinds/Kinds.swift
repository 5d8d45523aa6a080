package import Diagnostics

/// Every importable kind, parents before the kinds that refer to them.
package enum Kinds {
  package static let all: [Kind] =
    companyKinds + accountKinds + catalogueKinds + ledgerKinds + voiceKinds + usageKinds + logKinds

  package static func named(_ name: String) -> Kind? { all.first { $0.name == name } }

  /// The kind of that name, or a usage error that lists them and names the nearest.
  package static func require(_ name: String) throws(Problem) -> Kind {
    guard let kind = named(name) else {
      throw .unknown("kind", name, among: all.map(\.name))
    }
    return kind
  }
}

package import Diagnostics

/// Every kind of row that the store has, parents before the kinds that refer to them.
package enum Kinds {
  package static let all: [Kind] =
    companyKinds + accountKinds + catalogueKinds + ledgerKinds + registerKinds + voiceKinds
    + ratingKinds + usageKinds + deskKinds + networkKinds + logKinds + periodKinds + exportKinds

  /// Those that a file can bring.
  package static let importable = all.filter { !$0.isMade }

  package static func named(_ name: String) -> Kind? { all.first { $0.name == name } }

  /// The kind of that name that a file can bring.
  package static func importable(_ name: String) -> Kind? {
    importable.first { $0.name == name }
  }

  /// The same, or a usage error that lists them and names the nearest.
  package static func requireImportable(_ name: String) throws(Problem) -> Kind {
    guard let kind = importable(name) else {
      throw .unknown("kind", name, among: importable.map(\.name))
    }
    return kind
  }

  /// The kind of that name, or a usage error that lists them and names the nearest.
  package static func require(_ name: String) throws(Problem) -> Kind {
    guard let kind = named(name) else {
      throw .unknown("kind", name, among: all.map(\.name))
    }
    return kind
  }
}

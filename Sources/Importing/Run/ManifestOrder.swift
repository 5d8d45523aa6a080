internal import Store

/// A file of a manifest with its profile.
package struct ManifestFile: Sendable {
  package var entry: Manifest.Entry
  package var profile: Profile

  package init(_ entry: Manifest.Entry) throws {
    self.entry = entry
    profile = try ProfileDirectory.profile(entry.profile)
  }

  /// The kinds that its rows refer to.
  private var referred: Set<String> {
    var kinds: Set<String> = profile.needsSource ? ["source"] : []
    for rule in profile.records {
      guard case .rows(let rows) = rule.content else { continue }
      for emit in rows.emits {
        for (field, _) in emit.fields {
          if case .reference(let kind) = emit.kind.fields[field].type { kinds.insert(kind) }
        }
      }
    }
    return kinds
  }

  /// Whether the other file has rows that this one refers to. A source's references stay within it.
  func needs(_ other: ManifestFile) -> Bool {
    let shared = other.profile.kinds.filter { referred.contains($0.name) }
    return shared.contains { !$0.isSourced || entry.source == other.entry.source }
  }
}

extension Manifest {
  /// Its files with their profiles, in the order in which they come in: what others refer to comes
  /// before them, and otherwise the manifest's own order stays.
  ///
  /// - Throws: what is wrong with a profile, before anything is read.
  package func files() throws -> [ManifestFile] {
    var waiting = try entries.map { try ManifestFile($0) }
    var sorted: [ManifestFile] = []
    while !waiting.isEmpty {
      // Files that need each other have no right order: the manifest's decides.
      let next =
        waiting.indices.first { index in
          !waiting.indices.contains { $0 != index && waiting[index].needs(waiting[$0]) }
        } ?? waiting.startIndex
      sorted.append(waiting.remove(at: next))
    }
    return sorted
  }
}

import Foundation
import PackagePlugin

/// Makes the text files of a target (`.sql`, `.json5`, `.txt`) part of the binary: one generated
/// Swift file holds them as static strings with an index, so that nothing need lie beside the command.
@main
struct EmbedTexts: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let texts = try textFiles(below: target.directoryURL)
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedTexts.swift")
    return [
      .buildCommand(
        displayName: "Embed \(texts.count) texts of \(target.name)",
        executable: try context.tool(named: "embed-texts").url,
        arguments: [output.path, target.directoryURL.path] + texts.map(\.path),
        inputFiles: texts,
        outputFiles: [output]
      )
    ]
  }

  /// Sorted, so that the index does not depend on the order of the directory.
  private func textFiles(below directory: URL) throws -> [URL] {
    let suffixes: Set<String> = ["sql", "json5", "txt"]
    guard
      let walk = FileManager.default.enumerator(at: directory, includingPropertiesForKeys: nil)
    else { return [] }
    return walk.compactMap { $0 as? URL }
      .filter { suffixes.contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
  }
}

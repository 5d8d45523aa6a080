import Bytes

/// A file to render into.
struct Sink {
  let file: OutputFile
  init(_ path: String) throws { file = try OutputFile(path: path, force: true) }
}

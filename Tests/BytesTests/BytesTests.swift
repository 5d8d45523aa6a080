import Bytes
import Diagnostics
import Foundation
import Support
import Testing

@Suite struct BytesTests {
  /// FIPS 180-4's examples, and lengths around the block.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ]) func sha256(_ text: String, _ hash: String) {
    #expect(SHA256.hex(of: text.utf8) == hash)
  }

  @Test func hashDoesNotDependOnThePieces() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let whole = SHA256.hex(of: bytes)
    for size in [1, 3, 55, 56, 63, 64, 65, 128, 999] {
      var hash = SHA256()
      for start in stride(from: 0, to: bytes.count, by: size) {
        hash.update(bytes[start..<min(bytes.count, start + size)])
      }
      #expect(Hex.encode(hash.finish()) == whole)
    }
  }

  @Test func gzipIsReadAsItsContent() throws {
    let folder = try TemporaryFolder()
    let plain = try folder.write("a.txt", String(repeating: "line of text\n", count: 5000))
    _ = try Tool.run("/bin/gzip", ["-k", plain], in: folder.path)
    let input = try InputSource(path: plain + ".gz")
    var bytes: [UInt8] = []
    while try input.read(into: &bytes) > 0 {}
    #expect(String(decoding: bytes, as: UTF8.self) == (try folder.text("a.txt")))
    let cut = try Data(contentsOf: URL(fileURLWithPath: plain + ".gz")).dropLast(20)
    let damaged = try folder.write("cut.gz", Data(cut))
    let problem = #expect(throws: Problem.self) {
      let input = try InputSource(path: damaged)
      var bytes: [UInt8] = []
      while try input.read(into: &bytes) > 0 {}
    }
    #expect(problem?.code == "truncated-gzip")
  }

  /// Only while somebody in the process has it open; asking for its bytes on the disk changes none.
  @Test func aFileThatAnotherWritesIsFound() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("store", "")
    #expect(ForeignFile(path: path) == nil)
    #expect(ForeignFile(path: folder.file("none")) == nil)
    let writer = try #require(FileHandle(forWritingAtPath: path))
    var file = try #require(ForeignFile(path: path))
    let piece = Data(repeating: 7, count: 9 << 20)
    for _ in 0..<3 {
      try writer.write(contentsOf: piece)
      file.advance()
    }
    try writer.close()
    #expect(ForeignFile(path: path) == nil)
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    #expect(size == 27 << 20)
  }

  /// What it wrote long ago is the same when it is read again, and meanwhile takes no memory, where the
  /// file is on a disk.
  @Test func whatAnotherWroteLongAgoLeavesTheMemory() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("store", "")
    let writer = try #require(FileHandle(forUpdatingAtPath: path))
    var file = try #require(ForeignFile(path: path, keeping: 17 << 20))
    for byte in UInt8(1)...3 {
      try writer.write(contentsOf: Data(repeating: byte, count: 17 << 20))
      file.advance()
      try writer.synchronize()
    }
    let isInMemory = try #require(Self.isInMemory(path)).prefix(17 << 8)
    #expect(try isInMemory.contains(true) == Self.isOnlyInMemory(folder))
    for byte in UInt8(1)...3 {
      try writer.seek(toOffset: UInt64(byte - 1) * 17 << 20)
      #expect(try writer.read(upToCount: 17 << 20) == Data(repeating: byte, count: 17 << 20))
    }
  }

  /// For each page of a file whether the system has it in memory.
  private static func isInMemory(_ path: String) -> [Bool]? {
    let number = unsafe open(path, O_RDONLY)
    defer { close(number) }
    let size = Int(lseek(number, 0, SEEK_END))
    guard let start = unsafe mmap(nil, size, PROT_READ, MAP_SHARED, number, 0) else { return nil }
    defer { unsafe munmap(start, size) }
    var pages = [UInt8](repeating: 0, count: (size + 4095) / 4096)
    guard unsafe mincore(start, size, &pages) == 0 else { return nil }
    return pages.map { $0 & 1 == 1 }
  }

  /// Whether files of a folder are in memory only, on no disk.
  private static func isOnlyInMemory(_ folder: TemporaryFolder) throws -> Bool {
    let path = try folder.write("probe", String(repeating: "x", count: 1 << 20))
    let probe = try #require(FileHandle(forUpdatingAtPath: path))
    try probe.synchronize()
    posix_fadvise(probe.fileDescriptor, 0, 0, POSIX_FADV_DONTNEED)
    return isInMemory(path)?.first == true
  }

  @Test func missingFilesAndFoldersAreNamed() throws {
    let folder = try TemporaryFolder()
    for (path, code) in [(folder.file("no"), "no-such-file"), (folder.path, "is-directory")] {
      let problem = #expect(throws: Problem.self) { _ = try InputSource(path: path) }
      #expect(problem?.code.rawValue == code)
    }
  }

  @Test func outputAppearsWholeOrNotAtAll() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("out.txt")
    do {
      let file = try OutputFile(path: path)
      try file.write("never finished")
    }
    #expect(folder.names == [])
    let file = try OutputFile(path: path)
    try file.write("first")
    _ = try file.finish()
    do {
      let again = try OutputFile(path: path)
      try again.write("first")
      #expect(try again.finish() == .unchanged)
    }
    do {
      let other = try OutputFile(path: path)
      try other.write("second")
      let problem = #expect(throws: Problem.self) { _ = try other.finish() }
      #expect(problem?.code == "output-exists")
    }
    let forced = try OutputFile(path: path, force: true)
    try forced.write("second")
    _ = try forced.finish()
    #expect(try folder.text("out.txt") == "second")
    #expect(folder.names == ["out.txt"])
  }
}

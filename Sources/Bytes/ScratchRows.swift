package import Diagnostics
internal import Glibc

/// Rows of one size in a temporary file without a name: for what is more than memory shall hold. They are
/// read where they were put, and are gone when this is let go of.
package final class ScratchRows<Row: BitwiseCopyable> {
  private static var piece: Int { 4096 }

  private let descriptor: Descriptor
  /// How many there are.
  package private(set) var count = 0
  private var bytes: [UInt8] = []

  package init() throws(Problem) {
    descriptor = try TemporaryFiles.makeNameless()
  }

  package func append(_ rows: [Row]) throws(Problem) {
    var first = 0
    while first < rows.count {
      let piece = rows[first..<min(first + Self.piece, rows.count)]
      bytes.removeAll(keepingCapacity: true)
      unsafe piece.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
      do throws(SystemFailure) {
        try descriptor.write(bytes[...])
      } catch { throw .cannotKeep(in: TemporaryFiles.folder, error) }
      first = piece.endIndex
    }
    count += rows.count
  }

  /// The rows at those places.
  package func read(_ places: Range<Int>, into rows: inout [Row]) throws(Problem) {
    let size = MemoryLayout<Row>.stride
    bytes.removeAll(keepingCapacity: true)
    do throws(SystemFailure) {
      while bytes.count < places.count * size {
        let offset = places.lowerBound * size + bytes.count
        let wanted = places.count * size - bytes.count
        guard try descriptor.read(into: &bytes, upTo: wanted, at: offset) > 0 else {
          throw SystemFailure(number: EIO)
        }
      }
    } catch {
      throw .cannotRead(
        "a temporary file in \(TemporaryFiles.folder)", byte: places.lowerBound * size, error)
    }
    rows.removeAll(keepingCapacity: true)
    unsafe bytes.withUnsafeBytes { bytes in
      for place in 0..<places.count {
        rows.append(unsafe bytes.loadUnaligned(fromByteOffset: place * size, as: Row.self))
      }
    }
  }
}

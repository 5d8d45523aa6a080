import FuzzChecks

// Hands the checks to libFuzzer, which is linked by `-sanitize=fuzzer`.

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ check: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

var count = CommandLine.argc
var words = unsafe CommandLine.unsafeArgv
let status = unsafe runDriver(&count, &words) { start, count in
  unsafe FuzzChecks.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
precondition(status == 0, "the fuzzer ended with \(status)")

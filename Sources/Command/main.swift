internal import Bytes
internal import Diagnostics
internal import Glibc

Interrupt.install()
exit(CarryoverCommand.run(Array(CommandLine.arguments.dropFirst())))

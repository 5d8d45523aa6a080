internal import Foundation

// Arguments in, exit code out: the generator of sample data, and measurements beside peers.

let words = Array(CommandLine.arguments.dropFirst())
do {
  switch words.first {
  case "generate": try GenerateVerb.run(Array(words.dropFirst()))
  case "convert": try ConvertBenchmark.run(Array(words.dropFirst()))
  case "import": try ImportBenchmark.run(Array(words.dropFirst()))
  case "documents": try DocumentsBenchmark.run(Array(words.dropFirst()))
  case "documents-run": try DocumentsBenchmark.runOne(Array(words.dropFirst()))
  case "reports": try ReportsBenchmark.run(Array(words.dropFirst()))
  case "bundle": try BundleBenchmark.run(Array(words.dropFirst()))
  case "cdr": try CallBenchmark.run(Array(words.dropFirst()))
  default:
    print(
      """
      Usage: carryover-bench generate --accounts N --months M --seed S -o DIR
                 a fictional ISP's data at any scale, the same for the same numbers, with
                 expected.json, which is computed here and not by the product
             carryover-bench generate --scenario migration -o DIR
                 an ISP that leaves WHMCS, with exports that are wrong in ten ways
             carryover-bench convert --rows N --pairs K
                 'carryover convert' of a clean file beside cat, wc and Python's csv
             carryover-bench import --rows N --pairs K
                 'carryover import' of payments, canonical and by a profile, beside
                 'sqlite3 .import', and sqlite3 and DuckDB doing the same work by SQL;
                 then a small file into that store, and the same rows again
             carryover-bench documents --invoices N --batch M --each L --pairs K
                 two-page invoices as PDF beside pycairo and ReportLab, a file each and many in
                 one file (apt: python3-cairo, python3-reportlab); then L invoices from a store
                 to files by one thread and by two ('carryover' beside this command; --samples
                 SampleData has the profiles)
             carryover-bench bundle --accounts N --months M
                 a store of that size as a bundle and back: the same dump, times and memory
                 (--store FILE takes a store that is there; --samples SampleData has the profiles)
             carryover-bench cdr --rows N --numbers D --prefixes P --pairs K --tenfold T
                 'carryover import' of calls, with validation, holders and indexes, beside
                 'sqlite3 .import', and sqlite3 and DuckDB doing the same work by SQL;
                 the same rows again; a deck of P prefixes, and the calls rated by it;
                 T times ten times as many rows beside as many
             carryover-bench reports --accounts N --months M --log L --cells C --pairs K
                 reports of a large store beside the sqlite3 shell running the same SQL to CSV, a log
                 filtered to half, and a workbook beside C with libxlsxwriter and Python's XlsxWriter;
                 the store is made once and kept in --output
      """)
    exit(words.isEmpty || words.first == "help" || words.first == "--help" ? 0 : 2)
  }
} catch {
  FileHandle.standardError.write(Data("carryover-bench: \(error)\n".utf8))
  exit(1)
}

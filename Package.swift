// swift-tools-version: 6.3
import PackageDescription

/// One set of compiler settings for every target: Swift 6 mode, strict memory safety, and no warning
/// survives. `InternalImportsByDefault` keeps C types off every signature that another room sees.
let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// `Tests/run` optimizes the rooms that go over every byte, and leaves the others quick to build: all of
/// it plain takes minutes to test, all of it optimized minutes to build.
let optimized: [SwiftSetting] =
  Context.environment["CARRYOVER_TESTS"] == nil ? [] : [.unsafeFlags(["-O"])]

/// A room of the house: a library target in `Sources/NAME`. `embeds` makes its `.sql`, `.json5` and
/// `.txt` files part of the binary (see `Sources/Embedding`); `isHot` says that it goes over every byte.
func room(
  _ name: String, _ dependencies: [String], embeds: Bool = false, path: String? = nil,
  isHot: Bool = false
) -> Target {
  .target(
    name: name,
    dependencies: dependencies.map { .byName(name: $0) },
    path: path ?? "Sources/\(name)",
    swiftSettings: settings + (isHot ? optimized : []),
    plugins: embeds ? ["EmbedTexts"] : []
  )
}

func tests(_ name: String, _ dependencies: [String], fixtures: [String] = []) -> Target {
  .testTarget(
    name: name,
    dependencies: (dependencies + ["Support"]).map { .byName(name: $0) },
    path: "Tests/\(name)",
    exclude: fixtures,
    swiftSettings: settings
  )
}

let everyRoom = [
  "Diagnostics", "Bytes", "Billing", "Tabular", "Store", "Importing", "Rating", "Proof", "PDF",
  "Reporting", "Documents", "Journal", "Arrival",
]

let package = Package(
  name: "Carryover",
  products: [
    .library(name: "Carryover", targets: ["Carryover"]),
    .library(name: "Tabular", targets: ["Tabular"]),
    .library(name: "PDF", targets: ["PDF"]),
    .executable(name: "carryover", targets: ["carryover"]),
    .executable(name: "carryover-bench", targets: ["carryover-bench"]),
  ],
  targets: [
    .systemLibrary(
      name: "CSQLite", path: "Sources/CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", path: "Sources/CXLSXWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(
      name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    .executableTarget(
      name: "embed-texts", path: "Sources/Embedding/Tool", swiftSettings: settings),
    .plugin(
      name: "EmbedTexts", capability: .buildTool(), dependencies: ["embed-texts"],
      path: "Sources/Embedding/Plugin"),

    room("Diagnostics", [], isHot: true),
    room("Bytes", ["Diagnostics", "CZlib"], isHot: true),
    room("Billing", ["Diagnostics"], isHot: true),
    room("Tabular", ["Diagnostics", "Bytes"], isHot: true),
    room("Store", ["Diagnostics", "Bytes", "Billing", "CSQLite"], embeds: true, isHot: true),
    room(
      "Importing", ["Diagnostics", "Bytes", "Billing", "Tabular", "Store"], embeds: true,
      isHot: true),
    room("Rating", ["Diagnostics", "Bytes", "Billing", "Store"]),
    room("Reports", [], embeds: true, path: "Reports"),
    room("PDF", ["Diagnostics", "Bytes"], isHot: true),
    room(
      "Reporting",
      ["Diagnostics", "Bytes", "Billing", "Tabular", "Store", "PDF", "CXLSXWriter", "Reports"]),
    room("Journal", ["Diagnostics", "Bytes", "Billing", "Tabular", "Store", "Reporting"]),
    room("Documents", ["Diagnostics", "Bytes", "Billing", "Store", "PDF", "Reporting"]),
    room(
      "Proof",
      [
        "Diagnostics", "Bytes", "Billing", "Tabular", "Store", "Importing", "PDF", "Reporting",
      ], embeds: true),
    room(
      "Arrival",
      ["Diagnostics", "Bytes", "Billing", "Tabular", "Store", "Importing", "Reporting"],
      embeds: true),
    room("Carryover", everyRoom),
    .executableTarget(
      name: "carryover", dependencies: everyRoom.map { .byName(name: $0) }, path: "Sources/Command",
      swiftSettings: settings),
    .executableTarget(
      name: "carryover-bench", dependencies: everyRoom.map { .byName(name: $0) },
      path: "Sources/Benchmarks", swiftSettings: settings),

    .target(
      name: "Support", dependencies: ["Diagnostics", "Bytes"], path: "Tests/Support",
      swiftSettings: settings),
    .target(
      name: "FuzzChecks",
      dependencies: ["Diagnostics", "Bytes", "Tabular", "Support"], path: "Tests/Fuzz/Checks",
      swiftSettings: settings),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("BytesTests", ["Diagnostics", "Bytes"]),
    tests("BillingTests", ["Diagnostics", "Billing"]),
    tests(
      "TabularTests", ["Diagnostics", "Bytes", "Tabular", "FuzzChecks"], fixtures: ["Fixtures"]),
    tests("StoreTests", ["Diagnostics", "Bytes", "Billing", "Store"]),
    tests("ImportingTests", ["Diagnostics", "Bytes", "Billing", "Tabular", "Store", "Importing"]),
    tests("RatingTests", ["Diagnostics", "Bytes", "Billing", "Store", "Rating"]),
    tests("PDFTests", ["Diagnostics", "Bytes", "PDF"], fixtures: ["Fixtures"]),
    tests("ReportingTests", ["Diagnostics", "Bytes", "Billing", "Store", "Reporting", "Reports"]),
    tests("DocumentsTests", ["Diagnostics", "Bytes", "Billing", "Store", "PDF", "Documents"]),
    tests("EndToEndTests", everyRoom + ["carryover", "carryover-bench"]),
  ],
  swiftLanguageModes: [.v6]
)

// The fuzzer has a main of its own, so that only a build which links it can hold this target (.ci/fuzz).
if Context.environment["CARRYOVER_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "carryover-fuzz", dependencies: ["FuzzChecks"], path: "Tests/Fuzz/Entry",
      swiftSettings: settings))
  package.products.append(.executable(name: "carryover-fuzz", targets: ["carryover-fuzz"]))
}

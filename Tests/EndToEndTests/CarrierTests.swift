import Foundation
import Importing
import Store
import Support
import Testing

/// Call records of switches and carriers, in their own formats, through the profiles that come with the
/// command; and rate decks.
@Suite struct CarrierTests {
  static let folder = FixtureFolder("carriers")

  private static func fixture(
    _ file: String, _ profile: String, _ says: String, deck: String? = nil
  ) -> Fixture {
    Fixture(
      file: file, profile: profile, says: says, deck: deck,
      mistakes: CallTrap.all.filter { $0.file == file }.map { ($0.from, $0.to, $0.told) })
  }

  static let fixtures: [Fixture] = [
    fixture("asterisk/Master.csv", "asterisk-cdr-csv", "read 7 = inserted 7"),
    fixture("asterisk/Custom.csv", "asterisk-cdr-custom", "read 2 = inserted 2"),
    fixture("grandstream/Master_UCM.csv", "grandstream-ucm", "read 3 = inserted 2"),
    fixture("freeswitch/Master.csv", "freeswitch-cdr-csv", "read 5 = inserted 5"),
    fixture("freeswitch/sql.csv", "freeswitch-cdr-csv", "read 2 = inserted 2"),
    fixture("freeswitch/snom.csv", "freeswitch-cdr-csv", "read 2 = inserted 2"),
    fixture("freeswitch/linksys.csv", "freeswitch-cdr-csv", "read 1 = inserted 1"),
    fixture("freeswitch/asterisk.csv", "freeswitch-cdr-asterisk", "read 2 = inserted 2"),
    fixture(
      "broadworks/cdr.csv", "broadworks-cdr", "discarded by 'start or stop of the server': 1"),
    fixture(
      "broadworks/BW-CDR-20261005.csv", "broadworks-cdr",
      "discarded by 'internal call, which its originating record has': 1"),
    fixture("netsapiens/cdr.csv", "netsapiens-cdr", "read 5 = inserted 4"),
    fixture("3cx/cdr_v18.txt", "3cx-cdr", "read 1 = inserted 1"),
    fixture("3cx/cdr_v20.txt", "3cx-cdr", "read 1 = inserted 1"),
    fixture("bandwidth/BDR-20261005.csv", "bandwidth-bdr", "read 3 = inserted 2"),
    fixture(
      "voip-innovations/20261005_20261006.CDR", "voip-innovations-cdr",
      "discarded by 'a message': 1"),
    fixture("voipms/calls.csv", "voipms-csv", "read 3 = inserted 3"),
    fixture("thinq/cdr.csv", "thinq-cdr", "read 3 = inserted 2"),
    fixture(
      "hdr-cdr-trl/calls.fwv", "hdr-cdr-trl",
      "sum of cdr.duration: declared 1855, counted 1855, PASS"),
    fixture("freeside/simple.csv", "freeside-simple-cdr", "read 3 = inserted 2"),
    fixture("sonar/cdr-import.csv", "sonar-cdr", "read 3 = inserted 2"),
    fixture("splynx/cdr-import.csv", "splynx-cdr", "read 3 = inserted 2"),
    fixture(
      "cisco/cdr_StandAloneCluster_01_202610051420_5", "cisco-cucm-cdr",
      "read 4 = inserted 2 + discarded 1 + control 1"),
    fixture(
      "cisco/cmr_StandAloneCluster_01_202610051420_5", "cisco-cucm-cmr",
      "read 4 = discarded 3 + control 1"),
    fixture("avaya/smdr.csv", "avaya-ipo-smdr", "read 2 = inserted 1 + merged 1"),
    fixture("sansay/cdr.txt", "sansay-vsx-cdr", "discarded by 'audit record': 1"),
    fixture("netcentrex/cdr.txt", "netcentrex-cdr", "discarded by 'simulated call': 1"),
    fixture(
      "taqua/cdr.csv", "taqua-cdr", "read 5 = inserted 2 + merged 1 + discarded 1 + control 1"),
    fixture(
      "acme-packet/cdr20261005.csv", "acme-packet-cdr", "discarded by 'start or interim record': 1"),
    fixture("kamailio/acc_1.log", "kamailio-flatstore", "read 8 = inserted 4 + merged 4"),
    fixture(
      "kamailio/ack.log", "kamailio-flatstore",
      "discarded by 'INVITE without a time, which its ACK has'"),
    fixture("kamailio/acc_2.log", "kamailio-flatstore", "read 1 = pending 1"),
    fixture("kamailio/acc_3.log", "kamailio-flatstore", "read 2 = pending 2"),
    fixture("kamailio/missed_calls_1.log", "kamailio-flatstore", "read 3 = inserted 3"),
    fixture("cgrates/cdr.csv", "cgrates-csv", "read 3 = inserted 2 + merged 1"),
    fixture("vitelity/cdr.csv", "vitelity-cdr", "read 3 = inserted 2"),
    fixture("teleapi/voice.csv", "teleapi-voice-cdr", "read 3 = inserted 2"),
    fixture("46labs/cdr.csv", "46labs-cdr", "read 3 = inserted 2"),
    fixture("windstream/cdr.txt", "windstream-cdr", "read 2 = inserted 2"),
    fixture("earthlink/cdr.csv", "earthlink-cdr", "read 3 = inserted 2"),
    fixture("thinktel/cdr.csv", "thinktel-cdr", "read 3 = inserted 2"),
    fixture("uk-fcs/cdr.csv", "uk-fcs-cdr", "discarded by 'no voice call': 1"),
    fixture("digitel/cdr.csv", "digitel-cdr", "read 4 = inserted 2"),
    fixture("invade/cdr.csv", "invade-cdr", "read 3 = inserted 2"),
    fixture("conexiant/cdr.csv", "conexiant-cdr", "read 3 = inserted 2"),
    fixture("ivozprovider/calls.csv", "ivozprovider-cdr", "read 3 = inserted 2"),
    fixture("magnusbilling/cdr.csv", "magnusbilling-cdr", "read 2 = inserted 2"),
    fixture("openser/cdr.csv", "openser-cdr", "read 3 = inserted 2"),
    fixture("nextone/cdr.csv", "nextone-cdr", "read 3 = inserted 2"),
    fixture("twilio/calls.jsonl", "twilio-calls", "read 2 = inserted 2"),
    fixture("plivo/calls.jsonl", "plivo-calls", "read 2 = inserted 2"),
    fixture("telnyx/calls.jsonl", "telnyx-calls", "read 2 = inserted 2"),
    fixture("didww/cdr.csv", "didww-cdr", "read 5 = inserted 4"),
    fixture("realworld/cdr.csv", "realworld-cdr", "read 4 = inserted 3"),
    fixture(
      "astpp/originationrates_sample.csv", "astpp-rates", "new 2, up 0, down 0", deck: "retail"),
    fixture(
      "astpp/terminationrates_sample.csv", "astpp-rates", "new 2, up 0, down 0", deck: "carrier"),
    fixture("a2billing/rates.csv", "a2billing-rates", "new 3, up 0, down 0", deck: "retail"),
    fixture("46labs/rates.csv", "46labs-rates", "new 2, up 0, down 0", deck: "retail"),
    fixture("prefix-list/rates.csv", "prefix-list-rates", "new 4, up 0, down 0", deck: "retail"),
    fixture("mitel/smdr-2026-02.log", "mitel-smdr", "read 4 = inserted 4"),
    fixture("genband/cdr.txt", "genband-cdr", "read 2 = inserted 2"),
    fixture("emi/emi.txt", "emi-cdr", "discarded by 'header or trailer': 2"),
    fixture("aapt/ctop.txt", "aapt-ctop-cdr", "discarded by 'no time of a call': 1"),
    fixture("telstra/ebill.txt", "telstra-linxonline-cdr", "discarded by 'charge taken back': 1"),
    fixture("vocus/V_20261005_1.csv", "vocus-cdr", "read 2 = inserted 2"),
    fixture(
      "broadworks/BW-CDR-20261005.xml", "broadworks-xml",
      "discarded by 'start or stop of the server': 1"),
    fixture("sonus/20261005.ACT", "sonus-act-cdr", "read 6 = inserted 3 + discarded 3"),
    fixture("cgrates/partial1.csv", "cgrates-csv", "read 2 = inserted 1 + pending 1"),
    fixture("cgrates/partial2.csv", "cgrates-csv", "read 1 = pending 1"),
    fixture("cgrates/partial3.csv", "cgrates-csv", "read 1 = pending 1"),
  ]

  /// A store with a company and a carrier.
  static let ready = Result {
    let workshop = Workshop(in: try TemporaryFolder.shared())
    _ = try workshop.run(["init"])
    _ = try workshop.bring(
      "company", "code,name,currency,zone,country\nPN,Prairie Net,CAD,America/Winnipeg,CA\n")
    _ = try workshop.bring(
      "source",
      "name,company,role,feed,zone,country,currency,area\n"
        + "carrier,PN,bill,increment,America/Winnipeg,CA,CAD,204\n")
    return workshop
  }

  @Test(arguments: fixtures) func becomesExactlyTheRowsOfItsGolden(_ fixture: Fixture) throws {
    try Self.folder.expectGolden(fixture, in: Workshop(copyOf: Self.ready.get().folder))
  }

  /// One cell of a file is spoiled, a trap at a time: the file is refused, or the doubt is told.
  @Test(arguments: fixtures) func everyTrapIsTold(_ fixture: Fixture) throws {
    try Self.folder.expectMistakesAreTold(
      fixture, mustFail: false, in: Workshop(copyOf: Self.ready.get().folder))
  }

  /// What a trap becomes stands in the golden file of its fixture.
  @Test func everyTrapHasItsRow() throws {
    for trap in CallTrap.all where !trap.row.isEmpty {
      let path = Self.folder.url.appending(path: trap.file + ".expected").path
      let golden = try String(contentsOfFile: path, encoding: .utf8)
      #expect(golden.contains(trap.row), "\(trap.file), \(trap.about): \(trap.row)")
    }
  }

  /// Seen from Spain, four ways to write a number are the same one; the fifth is none.
  @Test func fourWaysToWriteANumberAreOne() throws {
    let workshop = try Workshop(copyOf: Self.ready.get().folder)
    _ = try workshop.bring("source", "name,role,zone,country\ncarrier,bill,Europe/Madrid,ES\n")
    let path = Self.folder.url.appending(path: "freeswitch/Master.csv").path
    let result = try workshop.run(["import", path, "--profile", "freeswitch-cdr-csv"])
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    #expect(
      try workshop.ask("SELECT ifnull(to_number, to_text), count(*) FROM cdr GROUP BY 1 ORDER BY 2")
        == "00034688886392|1\n34688886392|4")
  }

  /// Kamailio writes a file for each process: the BYE of a call may come before its INVITE.
  @Test func halvesOfACallMeetAcrossFiles() throws {
    let workshop = try Workshop(copyOf: Self.ready.get().folder)
    for file in ["kamailio/acc_2.log", "kamailio/acc_3.log"] {
      let path = Self.folder.url.appending(path: file).path
      let result = try workshop.run(["import", path, "--profile", "kamailio-flatstore"])
      #expect(result.exitCode < 2, "\(result.output)\(result.errors)")
    }
    #expect(try workshop.ask("SELECT count(*), duration FROM cdr") == "1|4000")
    #expect(try workshop.ask("SELECT count(*) FROM open_record WHERE closed_batch IS NULL") == "1")
  }

  /// Most formats of switches have no header: the profile that reads the records is found by trying them.
  @Test func detectFindsTheProfileOfEveryForm() throws {
    let files = [
      ("cisco/cdr_StandAloneCluster_01_202610051420_5", "cisco-cucm-cdr"),
      ("cisco/cmr_StandAloneCluster_01_202610051420_5", "cisco-cucm-cmr"),
      ("twilio/calls.jsonl", "twilio-calls"), ("plivo/calls.jsonl", "plivo-calls"),
      ("broadworks/BW-CDR-20261005.xml", "broadworks-xml"),
      ("freeswitch/sql.csv", "freeswitch-cdr-csv"), ("kamailio/acc_1.log", "kamailio-flatstore"),
      ("telstra/ebill.txt", "telstra-linxonline-cdr"), ("asterisk/Master.csv", "asterisk-cdr-csv"),
      ("genband/cdr.txt", "genband-cdr"), ("sonus/20261005.ACT", "sonus-act-cdr"),
      ("earthlink/cdr.csv", "earthlink-cdr"), ("voipms/calls.csv", "voipms-csv"),
    ]
    let paths = files.map { Self.folder.url.appending(path: $0.0).path }
    let result = try Tool.carryover(["detect"] + paths + ["--json"], in: Self.folder.url.path)
    #expect(result.exitCode == 0, "\(result.errors)")
    let list = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]]
    for (file, found) in zip(files, try #require(list)) {
      let profiles = found["profiles"] as? [[String: Any]] ?? []
      #expect(profiles.first?["profile"] as? String == file.1, "\(file.0): \(profiles)")
    }
    #expect(
      list?.map { $0["form"] as? String ?? "" }.prefix(5) == [
        "table", "table", "json-lines", "json-lines", "xml",
      ])
    let text = try Tool.carryover(["detect", paths[0]], in: Self.folder.url.path).output
    #expect(text.contains("   1  cdrRecordType               whole number"), "\(text)")
    #expect(text.contains("--profile cisco-cucm-cdr"), "\(text)")
  }

  @Test func everyFixtureIsTestedAndItsOriginTold() throws {
    let files = try Self.folder.files()
    #expect(files == Self.fixtures.map(\.file).sorted())
    #expect(Set(CallTrap.all.map(\.file)) == Set(files))
    #expect(Set(Self.fixtures.map(\.profile)).count >= 50)
    // Where each fixture comes from stands in the table of the folder's README.
    let readme = try String(
      contentsOf: Self.folder.url.appending(path: "README.md"), encoding: .utf8)
    for file in files { #expect(readme.contains("`\(file)`"), "\(file)") }
    for (word, least) in [("sample", 12), ("documented", 18)] {
      #expect(readme.split(separator: "\n").count { $0.contains("| \(word) |") } >= least)
    }
  }
}

import Foundation
import Importing
import Store
import Support
import Testing

/// Call records of switches and carriers, in their own formats, through the profiles that come with the
/// command; and rate decks.
@Suite struct CarrierTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var file: String
    var profile: String
    /// What the summary must say.
    var says: String
    var exitCode: Int32 = 0
    /// A deck, where the file has rates.
    var deck: String?
    /// Edits that must be refused or warned of, and what is said then. One trap each.
    var mistakes: [(from: String, to: String, told: String)] = []
    var testDescription: String { "\(profile) \(file)" }
  }

  static let samples: [Sample] = [
    Sample(
      file: "asterisk/Master.csv", profile: "asterisk-cdr-csv", says: "read 7 = inserted 7",
      mistakes: [
        ("8,5,\"ANSWERED\"", "8,-5,\"ANSWERED\"", "impossible-duration"),
        ("\"2018-06-30 14:45:02\"", "\"2106-06-30 14:45:02\"", "impossible-time"),
        (
          ",8,5,\"ANSWERED\",\"DOCUMENTATION\",\"1598518936.86\",\"\"", "",
          "12 columns; the profile says 16 at least"
        ),
      ]),
    Sample(
      file: "asterisk/Custom.csv", profile: "asterisk-cdr-custom", says: "read 2 = inserted 2",
      mistakes: [
        ("60.250000", "60,25", "column 13"),
        ("2026-10-05 09:15:02.250000", "05.10.2026 09:15", "[bad-date]"),
      ]),
    Sample(
      file: "grandstream/Master_UCM.csv", profile: "grandstream-ucm", says: "read 3 = inserted 2",
      mistakes: [
        ("Talk time", "Talk", "no column 'Talk time'"),
        ("3065550123,2045550102,from", "Anonymous,2045550102,from", "number-not-read: 1"),
      ]),
    Sample(
      file: "freeswitch/Master.csv", profile: "freeswitch-cdr-csv", says: "read 5 = inserted 5",
      mistakes: [
        ("\"0\",\"0\",\"NORMAL", "\"0\",\"-1\",\"NORMAL", "impossible-duration"),
        ("\"2014-05-29 16:59:50\",\"\",\"2014", "\"\",\"\",\"2014", "column 5"),
      ]),
    Sample(
      file: "freeswitch/sql.csv", profile: "freeswitch-cdr-csv", says: "read 2 = inserted 2",
      mistakes: [("\"65\",\"60\"", "\"65\",\"sixty\"", "column 9")]),
    Sample(
      file: "freeswitch/snom.csv", profile: "freeswitch-cdr-csv", says: "read 2 = inserted 2",
      mistakes: [("2026-10-05 09:15:02", "2026-10-05", "[bad-date]")]),
    Sample(
      file: "freeswitch/linksys.csv", profile: "freeswitch-cdr-csv", says: "read 1 = inserted 1",
      mistakes: [
        (
          "\"60\",\"NORMAL_CLEARING\",\"7d2f3a10-0001-11f1-8bfb-000000000001\",\"7d2f3a10-0001-11f1-8bfb-000000000002\",\"000017\",\"PCMU\",\"PCMU\",\"Linksys/SPA962-5.2.5\",\"PS=1000,OS=160000\"",
          "\"60\"", "the profile says 13 at least"
        )
      ]),
    Sample(
      file: "freeswitch/asterisk.csv", profile: "freeswitch-cdr-asterisk",
      says: "read 2 = inserted 2", mistakes: [("\"65\",\"60\"", "\"65\",\"1:00\"", "column 14")]),
    Sample(
      file: "broadworks/cdr.csv", profile: "broadworks-cdr",
      says: "discarded by 'start or stop of the server': 1",
      mistakes: [
        ("20071008205017.699", "20071008204817.699", "impossible-duration"),
        (",Yes,2007", ",Perhaps,2007", "[lookup-miss]"),
      ]),
    Sample(
      file: "broadworks/BW-CDR-20261005.csv", profile: "broadworks-cdr",
      says: "discarded by 'internal call, which its originating record has': 1",
      mistakes: [
        (",Normal,+12045550101,Prairie_gp", ",Strange,+12045550101,Prairie_gp", "[unknown-record]"),
        ("20261005141502.250,", "20261005141502,", "[bad-date]"),
      ]),
    Sample(
      file: "netsapiens/cdr.csv", profile: "netsapiens-cdr", says: "read 5 = inserted 4",
      mistakes: [
        ("on-net", "transfer", "Call Type: The profile"),
        ("20261005 14:20:00", "10/05/2026 14:20", "[bad-date]"),
      ]),
    Sample(
      file: "3cx/cdr_v18.txt", profile: "3cx-cdr", says: "read 1 = inserted 1",
      mistakes: [
        ("00:05:36", "5:36 min", "duration: '5:36 min'"),
        (
          ",,,,,Chain: +353861777149'Ext.960;Ext.963;Ext.509;Ext.504;", "",
          "the profile says 20 at least"
        ),
      ]),
    Sample(
      file: "3cx/cdr_v20.txt", profile: "3cx-cdr", says: "read 1 = inserted 1",
      mistakes: [("2024/04/30 06:27:28", "30/04/2024 06:27:28", "[bad-date]")]),
    Sample(
      file: "bandwidth/BDR-20261005.csv", profile: "bandwidth-bdr", says: "read 3 = inserted 2",
      mistakes: [
        ("BdrID,", "BdrId2,", "no column 'BdrID'"), ("02:15:02 PM", "14:15:02 PM", "[bad-date]"),
        ("bdr-2", "bdr-1", "duplicate 1"),
      ]),
    Sample(
      file: "voip-innovations/20261005_20261006.CDR", profile: "voip-innovations-cdr",
      says: "discarded by 'a message': 1",
      mistakes: [(";17;18;", ";17 s;18;", "CallDuration: '17 s'"), ("vi-2", "vi-1", "duplicate 1")]),
    Sample(
      file: "voipms/calls.csv", profile: "voipms-csv", says: "read 3 = inserted 3",
      mistakes: [
        (",0.0052,0.0052", ",0.0052", "the profile says 8 at least"),
        ("10/05/2026 09:15", "25/05/2026 09:15", "[bad-date]"), ("00:01:00", "60", "column 6"),
      ]),
    Sample(
      file: "thinq/cdr.csv", profile: "thinq-cdr", says: "read 3 = inserted 2",
      mistakes: [
        ("0.00025000", "0.000000001", "[too-many-decimals]"),
        (",6,0.00025", ",-6,0.00025", "impossible-duration"),
      ]),
    Sample(
      file: "hdr-cdr-trl/calls.fwv", profile: "hdr-cdr-trl",
      says: "sum of cdr.duration: declared 1855, counted 1855, PASS",
      mistakes: [
        ("0000003300000", "0000003200000", "states records 32, but it has 33"),
        ("000000305500", "000000305400", "states sum of cdr.duration 1854, but it has 1855"),
      ]),
    Sample(
      file: "freeside/simple.csv", profile: "freeside-simple-cdr", says: "read 3 = inserted 2",
      mistakes: [("10/05/2026", "2026-10-05", "[bad-date]"), ("0.6167", "37 s", "duration")]),
    Sample(
      file: "sonar/cdr-import.csv", profile: "sonar-cdr", says: "read 3 = inserted 2",
      mistakes: [
        ("length_in_seconds", "length", "no column 'length_in_seconds'"),
        ("000Z,60", "000Z,1:00", "length_in_seconds"),
      ]),
    Sample(
      file: "splynx/cdr-import.csv", profile: "splynx-cdr", says: "read 3 = inserted 2",
      mistakes: [(",12,9.99", ",,9.99", "duration: This must not be empty")]),
    Sample(
      file: "cisco/cdr_StandAloneCluster_01_202610051420_5", profile: "cisco-cucm-cdr",
      says: "read 4 = inserted 2",
      mistakes: [
        ("\"pkid\"", "\"cmrpkid\"", "no column 'pkid'"),
        (",60,\"SEP", ",sixty,\"SEP", "duration: 'sixty'"),
      ]),
    Sample(
      file: "avaya/smdr.csv", profile: "avaya-ipo-smdr", says: "read 2 = inserted 1 + merged 1",
      mistakes: [
        ("2002/06/28 09:30:57,00:00:13", "2002/06/28 09:30:57,13", "column 2"),
        (",I,299999", ",X,299999", "[lookup-miss]"),
      ]),
    Sample(
      file: "sansay/cdr.txt", profile: "sansay-vsx-cdr", says: "discarded by 'audit record': 1",
      mistakes: [
        (";305000;", ";-305000;", "impossible-duration"),
        ("Mon Dec 15 11:38:34 2003", "2003-12-15 11:38:34", "[bad-date]"),
        (";R;", ";X;", "[unknown-record]"),
      ]),
    Sample(
      file: "netcentrex/cdr.txt", profile: "netcentrex-cdr",
      says: "discarded by 'simulated call': 1",
      mistakes: [
        (";60;e164", ";1 min;e164", "column 8"), ("1791209707", "05.10.2026", "[bad-date]"),
      ]),
    Sample(
      file: "taqua/cdr.csv", profile: "taqua-cdr", says: "discarded by 'no regular call': 1",
      mistakes: [
        ("2026-10-05 14:16:07", "2026-10-05 14:14:07", "impossible-duration"),
        ("tq-101", "tq-100", "duplicate 1"),
      ]),
    Sample(
      file: "acme-packet/cdr20261005.csv", profile: "acme-packet-cdr",
      says: "discarded by 'start or interim record': 1",
      mistakes: [
        ("09:15:02.868 CST OCT 05 2026", "2026-10-05 09:15:02", "[regex-miss]"),
        ("\n2,192", "\n7,192", "[unknown-record]"),
      ]),
    Sample(
      file: "kamailio/acc_1.log", profile: "kamailio-flatstore",
      says: "read 8 = inserted 4 + merged 4",
      mistakes: [
        ("BYE", "CANCEL", "discarded by 'CANCEL': 1"),
        ("|1436454408|", "||", "discarded by 'INVITE without a time"),
        ("BYE", "OPTIONS", "[unknown-record]"),
      ]),
    Sample(
      file: "kamailio/ack.log", profile: "kamailio-flatstore",
      says: "discarded by 'INVITE without a time, which its ACK has'",
      mistakes: [("ACK|2daec40c", "PRACK|2daec40c", "[unknown-record]")]),
    Sample(
      file: "kamailio/acc_2.log", profile: "kamailio-flatstore", says: "read 1 = pending 1",
      mistakes: [("BYE|f9d3d5c3", "CANCEL|f9d3d5c3", "discarded by")]),
    Sample(
      file: "kamailio/acc_3.log", profile: "kamailio-flatstore", says: "read 2 = pending 2",
      mistakes: [("|1436454408|", "|4299999999|", "[bad-date]")]),
    Sample(
      file: "kamailio/missed_calls_1.log", profile: "kamailio-flatstore",
      says: "read 3 = inserted 3", mistakes: [("|1436454643|", "|4299999999|", "[bad-date]")]),
    Sample(
      file: "cgrates/cdr.csv", profile: "cgrates-csv", says: "read 3 = inserted 2 + merged 1",
      mistakes: [
        (",65,Peak", ",6.5.1,Peak", "column 7"),
        ("04.07.2016 20:58:55,0,74", "2016-07-04,0,74", "[bad-date]"),
      ]),
    Sample(
      file: "vitelity/cdr.csv", profile: "vitelity-cdr", says: "read 3 = inserted 2",
      mistakes: [
        (",60,", ",1:00,", "Seconds: '1:00'"),
        ("2045550101,12045550199", "Anonymous,12045550199", "number-not-read: 1"),
      ]),
    Sample(
      file: "teleapi/voice.csv", profile: "teleapi-voice-cdr", says: "read 3 = inserted 2",
      mistakes: [
        (",te-2,inbound", ",te-2,transfer", "[lookup-miss]"),
        (",te-2,inbound", "", "the profile says 13 at least"),
      ]),
    Sample(
      file: "46labs/cdr.csv", profile: "46labs-cdr", says: "read 3 = inserted 2",
      mistakes: [
        ("0.04795", "0,04795", "[extra-cell]"), (",210.4,", ",-210.4,", "impossible-duration"),
      ]),
    Sample(
      file: "windstream/cdr.txt", profile: "windstream-cdr", says: "read 2 = inserted 2",
      mistakes: [
        ("10/5/2026 9:15:02 AM", "10/5/2026 13:15:02 PM", "[bad-date]"),
        ("\tVOICE\tN\t8005550001", "", "the profile says 17 at least"),
      ]),
    Sample(
      file: "earthlink/cdr.csv", profile: "earthlink-cdr", says: "read 3 = inserted 2",
      mistakes: [
        ("12:20:00 PM", "12:20", "[bad-date]"), (",0.7,0.0210", ",0.7 min,0.0210", "duration"),
      ]),
    Sample(
      file: "thinktel/cdr.csv", profile: "thinktel-cdr", says: "read 3 = inserted 2",
      mistakes: [
        (",57.3,", ",57.3456,", "[too-many-decimals]"),
        ("2026-10-05 09:20:00", "5.10.2026 9:20", "[bad-date]"),
      ]),
    Sample(
      file: "uk-fcs/cdr.csv", profile: "uk-fcs-cdr", says: "discarded by 'no voice call': 1",
      mistakes: [
        ("05/10/2026,21:20:00", "10/13/2026,21:20:00", "[bad-date]"),
        (",37,0,0,", ",0:37,0,0,", "column 7"),
      ]),
    Sample(
      file: "digitel/cdr.csv", profile: "digitel-cdr", says: "read 4 = inserted 2",
      mistakes: [
        ("0,0546", "0.0546", "Prezzo in euro: '0.0546'"), ("08.28.54", "08:28:54", "[bad-date]"),
      ]),
    Sample(
      file: "invade/cdr.csv", profile: "invade-cdr", says: "read 3 = inserted 2",
      mistakes: [("2026-10-05 14:20:00", "2026-10-05T14:20", "[bad-date]")]),
    Sample(
      file: "conexiant/cdr.csv", profile: "conexiant-cdr", says: "read 3 = inserted 2",
      mistakes: [
        ("cx-2", "cx-1", "duplicate 1"),
        ("2026-10-05 14:16:07", "2026-10-05 14:14:07", "impossible-duration"),
      ]),
    Sample(
      file: "ivozprovider/calls.csv", profile: "ivozprovider-cdr", says: "read 3 = inserted 2",
      mistakes: [("outbound,17,3", "sideways,17,3", "[lookup-miss]")]),
    Sample(
      file: "magnusbilling/cdr.csv", profile: "magnusbilling-cdr", says: "read 2 = inserted 2",
      mistakes: [(",60,57,0,0,0,1", ",60,57,0,0,0", "the profile says 17 at least")]),
    Sample(
      file: "openser/cdr.csv", profile: "openser-cdr", says: "read 3 = inserted 2",
      mistakes: [(",37,sip", ",-37,sip", "impossible-duration")]),
    Sample(
      file: "nextone/cdr.csv", profile: "nextone-cdr", says: "read 3 = inserted 2",
      mistakes: [("DateTimeInt", "DateTime", "no column 'DateTimeInt'")]),
    Sample(
      file: "twilio/calls.jsonl", profile: "twilio-calls", says: "read 2 = inserted 2",
      mistakes: [
        ("completed", "ringing", "status: The profile"),
        ("\"duration\":\"60\"", "\"duration\":\"-1\"", "impossible-duration"),
        ("\"2026-10-05T14:20:00Z\"", "null", "start_time: This must not be empty"),
      ]),
    Sample(
      file: "plivo/calls.jsonl", profile: "plivo-calls", says: "read 2 = inserted 2",
      mistakes: [("\"60\",\"bill", "\"null\",\"bill", "call_duration: This must not be empty")]),
    Sample(
      file: "telnyx/calls.jsonl", profile: "telnyx-calls", says: "read 2 = inserted 2",
      mistakes: [
        ("\"2026-10-05T14:16:02Z\"", "\"2026-10-05T14:14:02Z\"", "impossible-duration"),
        ("\"currency\":\"CAD\"", "\"currency\":\"dollars\"", "currency"),
      ]),
    Sample(
      file: "didww/cdr.csv", profile: "didww-cdr", says: "read 5 = inserted 4",
      mistakes: [
        ("2017-06-17 08:50:47", "17.06.2017 08:50", "[bad-date]"),
        ("0.000,0.000,0.003", "0.000,free,0.003", "cost"),
      ]),
    Sample(
      file: "realworld/cdr.csv", profile: "realworld-cdr", says: "read 4 = inserted 3",
      mistakes: [
        ("01/02/2019 19:03:57", "13/13/2019 19:03:57", "[bad-date]"),
        ("145,142", "145,142.5", "Billable Duration"),
      ]),
    Sample(
      file: "astpp/originationrates_sample.csv", profile: "astpp-rates",
      says: "new 2, up 0, down 0", deck: "retail",
      mistakes: [
        ("44,UK", "44.0,UK", "[constraint-error]"), ("44,UK", "1,UK", "The same key is in line 2"),
      ]),
    Sample(
      file: "astpp/terminationrates_sample.csv", profile: "astpp-rates",
      says: "new 2, up 0, down 0", deck: "carrier",
      mistakes: [("0.06,30", "free,30", "[type-error]")]),
    Sample(
      file: "a2billing/rates.csv", profile: "a2billing-rates", says: "new 3, up 0, down 0",
      deck: "retail",
      mistakes: [("1193;", "1.193E3;", "[constraint-error]"), ("0.7866", "0,7866", "[type-error]")]),
    Sample(
      file: "46labs/rates.csv", profile: "46labs-rates", says: "new 2, up 0, down 0",
      deck: "retail",
      mistakes: [
        ("1934227,", "1934226,", "The same key is in line 2"),
        ("8/16/2022", "16/8/2022", "[bad-date]"),
      ]),
    Sample(
      file: "prefix-list/rates.csv", profile: "prefix-list-rates", says: "new 4, up 0, down 0",
      deck: "retail", mistakes: [("7-8", "7-x", "[regex-miss]"), ("0.0210", "-", "[type-error]")]),
  ]

  static let folder = Tool.package.appending(path: "SampleData/carriers")

  /// A store with a company and a carrier.
  private static let ready = Result {
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

  private static func bring(_ path: String, _ sample: Sample, in workshop: Workshop) throws
    -> Tool.Result
  {
    if let deck = sample.deck {
      return try workshop.run([
        "rate", "--deck", path, "--profile", sample.profile, "--name", deck,
      ])
    }
    return try workshop.run(["import", path, "--profile", sample.profile])
  }

  /// Every row that a sample becomes, in canonical columns, as the golden file beside it has it.
  @Test(arguments: samples) func becomesExactlyTheRowsOfItsGolden(_ sample: Sample) throws {
    let workshop = try Workshop(copyOf: Self.ready.get().folder)
    let path = Self.folder.appending(path: sample.file).path
    let result = try Self.bring(path, sample, in: workshop)
    #expect(result.exitCode == sample.exitCode, "\(result.output)\(result.errors)")
    #expect(result.output.contains(sample.says), "\(result.output)")
    let batch = try workshop.ask("SELECT max(id) FROM batch WHERE verb = 'import'")
    let found = try Golden.rows(of: sample.profile, batch: batch, in: workshop)
    try Golden.compare(found, path + ".expected")
    let again = try Self.bring(path, sample, in: workshop)
    #expect(again.output.contains("already imported"), "\(again.output)")
  }

  /// One cell of a sample is spoiled: the file is refused, or the doubt is told.
  @Test(arguments: samples) func tellsWhatIsWrong(_ sample: Sample) throws {
    #expect(!sample.mistakes.isEmpty)
    let workshop = try Workshop(copyOf: Self.ready.get().folder)
    let text = try String(contentsOf: Self.folder.appending(path: sample.file), encoding: .utf8)
    let name = sample.file.split(separator: "/").last.map(String.init) ?? ""
    for (from, to, told) in sample.mistakes {
      let place = try #require(text.range(of: from), "\(sample.file): \(from)")
      _ = try workshop.folder.write(name, text.replacingCharacters(in: place, with: to))
      let result = try Self.bring(name, sample, in: workshop)
      let said = result.output + result.errors
      #expect(said.contains(told), "\(from): \(said)")
      // What only warns is taken back, so that the next edit finds the store as it was.
      let last = try workshop.ask("SELECT max(id) FROM batch WHERE verb IN ('import', 'deck')")
      if last != "2" { _ = try workshop.run(["undo", "3", "--cascade"]) }
    }
  }

  /// Seen from Spain, four ways to write a number are the same one; the fifth is none.
  @Test func fourWaysToWriteANumberAreOne() throws {
    let workshop = try Workshop(copyOf: Self.ready.get().folder)
    _ = try workshop.bring("source", "name,role,zone,country\ncarrier,bill,Europe/Madrid,ES\n")
    let path = Self.folder.appending(path: "freeswitch/Master.csv").path
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
      let path = Self.folder.appending(path: file).path
      let result = try workshop.run(["import", path, "--profile", "kamailio-flatstore"])
      #expect(result.exitCode < 2, "\(result.output)\(result.errors)")
    }
    #expect(try workshop.ask("SELECT count(*), duration FROM cdr") == "1|4000")
    #expect(try workshop.ask("SELECT count(*) FROM open_record WHERE closed_batch IS NULL") == "1")
  }

  /// A file that is refused leaves no deck behind, whether a rate or the whole file is wrong.
  @Test(arguments: ["prefix,price\n1,0.02\n", "prefix,deck,price\n1,new,free\n"])
  func refusedDeckLeavesNothing(_ text: String) throws {
    let workshop = try Workshop(copyOf: Self.ready.get().folder)
    _ = try workshop.folder.write("new.csv", text)
    let result = try workshop.run(["rate", "--deck", "new.csv", "--profile", "rate"])
    #expect(result.exitCode == 3, "\(result.output)\(result.errors)")
    #expect(try workshop.run(["decks"]).output.contains("There are no rate decks yet"))
    #expect(try workshop.ask("SELECT count(*) FROM batch") == "2")
  }

  /// A second file of a deck says what it changes.
  @Test func deckTellsWhatChanges() throws {
    let workshop = try Workshop(copyOf: Self.ready.get().folder)
    func load(_ text: String) throws -> Tool.Result {
      _ = try workshop.folder.write("d.csv", text)
      return try workshop.run(["rate", "--deck", "d.csv", "--profile", "rate", "--name", "d"])
    }
    _ = try load(
      "prefix,deck,since,price\n1,d,2026-01-01,0.02\n44,d,2026-01-01,0.05\n49,d,2026-01-01,0.04\n")
    let second = try load(
      "prefix,deck,since,price\n1,d,2026-02-01,0.03\n44,d,2026-02-01,0.04\n375,d,2026-02-01,0.40\n"
        + "1204,d,2026-02-01,0.02\n1,d,2026-01-01,0.02\n")
    #expect(
      second.output.contains("deck d: new 2, up 1, down 1, unchanged 1, gone 1"), "\(second.output)"
    )
    #expect(second.output.contains("not in this file, still valid: 49"))
    #expect(
      try workshop.run(["decks"]).output.contains("d: charge, carrier, CAD: 7 rates of 5 prefixes"))
  }

  @Test func everyFixtureAndEveryProfileIsTested() throws {
    let manager = FileManager.default
    var files: [String] = []
    for system in try manager.contentsOfDirectory(atPath: Self.folder.path)
    where !system.contains(".") {
      for file in try manager.contentsOfDirectory(atPath: Self.folder.appending(path: system).path)
      where !file.hasSuffix(".expected") {
        files.append("\(system)/\(file)")
      }
    }
    #expect(files.sorted() == Self.samples.map(\.file).sorted())
    #expect(Set(Self.samples.map(\.profile)).count >= 30)
    // Where each fixture comes from stands in the table of the folder's README.
    let readme = try String(
      contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
    for file in files { #expect(readme.contains("`\(file)`"), "\(file)") }
  }
}

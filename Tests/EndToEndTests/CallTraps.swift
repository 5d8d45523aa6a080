/// The traps of carriers' formats: the fixture that has each, a part of a row that it must become, and an
/// edit of the fixture that must be refused or warned of, with what is said then. The number is that of the
/// format in the catalogue of formats from which the fixtures were written.
struct CallTrap: Sendable {
  var section: String
  var file: String
  var about: String
  /// A part of the golden file; empty where the trap leaves no row.
  var row: String
  var from: String
  var to: String
  var told: String

  static let all: [CallTrap] = table.split(separator: "\n").map { line in
    let cells = line.split(separator: "¦", omittingEmptySubsequences: false).map(cell)
    precondition(cells.count == 7, "\(line)")
    return CallTrap(
      section: cells[0], file: cells[1], about: cells[2], row: cells[3], from: cells[4],
      to: cells[5], told: cells[6])
  }

  private static func cell(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text).replacing("⏎", with: "\n").replacing("⇥", with: "\t")
      .replacing("␣", with: " ")
  }

  /// Section, file, trap, row, edit from, edit to, what is told. ⏎ is a line end, ⇥ a tab, ␣ a blank.
  private static let table = #"""
    2.1 ¦ asterisk/Master.csv ¦ an unset date is an empty bare cell ¦ 1598518960.99,SIP/sip0-00000013,2020-08-27T16:02:40.000Z ¦ ,gT","2020-08-27 11:02:40",, ¦ ,gT",,, ¦ column 10: This must not be empty
    2.1 ¦ asterisk/Master.csv ¦ sixteen columns and more ¦ 1598518936.86,SIP/sip0-00000011 ¦ ,8,5,"ANSWERED","DOCUMENTATION","1598518936.86","" ¦  ¦ 12 columns; the profile says 16 at least
    2.1 ¦ asterisk/Master.csv ¦ seconds are floored: one less than end minus answer ¦ TELCHAN/5/25,2020-08-27T16:09:40.000Z ¦ 660,654 ¦ 660,654 s ¦ column 14
    2.1 ¦ asterisk/Master.csv ¦ NO ANSWER with billable seconds ¦ 15000,no-answer,NO ANSWER ¦ ,15,15,"NO ANSWER" ¦ ,15,-15,"NO ANSWER" ¦ impossible-duration
    2.1 ¦ asterisk/Master.csv ¦ the id is absent ¦ ,SIP/8006-00000fa5,2018-06-30T22:59:35.000Z,2018-06-30 17:59:35 ¦ "2018-06-30 17:59:35" ¦ "2106-06-30 17:59:35" ¦ impossible-time
    2.1 ¦ asterisk/Master.csv ¦ quotes in the caller's name are doubled ¦ 1598518960.99 ¦ """8001"" <8001>" ¦ """8001" <8001>" ¦ stray-quote
    2.1 ¦ asterisk/Master.csv ¦ a backslash is a character ¦ 1598519380.114,TELCHAN/5/25 ¦ "TELCHAN\/5,,tF(hangup,h,2)" ¦ TELCHAN\/5,,tF(hangup,h,2) ¦ column 14: '2020
    2.1 ¦ asterisk/Master.csv ¦ an id with the system's name before it ¦ asterisk-1240499812.774 ¦ 45,45,"ANSWERED" ¦ 45,forty,"ANSWERED" ¦ column 14
    2.1 ¦ asterisk/Custom.csv ¦ seconds with decimals ¦ 60250,answered ¦ 60.250000 ¦ 60,25 ¦ column 13
    2.1 ¦ asterisk/Custom.csv ¦ times with microseconds ¦ 2026-10-05T14:15:02.250Z ¦ 2026-10-05 09:15:02.250000 ¦ 05.10.2026 09:15 ¦ [bad-date]
    2.1 ¦ grandstream/Master_UCM.csv ¦ names with commas, bound by name ¦ PJSIP/trunk_1 ¦ Talk time ¦ Talk ¦ no column 'Talk time'
    2.1 ¦ grandstream/Master_UCM.csv ¦ Anonymous where a number should be ¦ 3065550123,+13065550123 ¦ 3065550123,2045550102,from ¦ Anonymous,2045550102,from ¦ number-not-read: 1
    2.2 ¦ freeswitch/Master.csv ¦ cleared normally with no billable seconds ¦ 0,no-answer,NORMAL_CLEARING ¦ "0","0","NORMAL ¦ "0","-1","NORMAL ¦ impossible-duration
    2.2 ¦ freeswitch/Master.csv ¦ the answer is empty when nobody answered ¦ 2014-05-29T21:59:50.000Z,9007 ¦ "2014-05-29 16:59:50","","2014 ¦ "","","2014 ¦ column 5
    2.2 ¦ freeswitch/Master.csv ¦ a quote in a value is not escaped ¦ a5c9f6c0-e752 ¦ "9007","9007" ¦ "90"07","9007" ¦ stray-quote
    2.2 ¦ freeswitch/sql.csv ¦ INSERT around the values ¦ 60000,answered,NORMAL_CLEARING,000017 ¦ "65","60" ¦ "65","sixty" ¦ column 9
    2.2 ¦ freeswitch/sql.csv ¦ a blank before the quote of the account code ¦ busy,USER_BUSY,000018 ¦ 2026-10-05 09:20:00 ¦ 2026-10-05 ¦ [bad-date]
    2.2 ¦ freeswitch/snom.csv ¦ twenty columns, a blank before a quote ¦ canceled,ORIGINATOR_CANCEL,000018 ¦ 2026-10-05 09:15:02 ¦ 2026-10-05 ¦ [bad-date]
    2.2 ¦ freeswitch/linksys.csv ¦ seventeen columns ¦ 7d2f3a10-0001-11f1-8bfb-000000000001 ¦ "60","NORMAL_CLEARING","7d2f3a10-0001-11f1-8bfb-000000000001","7d2f3a10-0001-11f1-8bfb-000000000002","000017","PCMU","PCMU","Linksys/SPA962-5.2.5","PS=1000,OS=160000" ¦ "60" ¦ the profile says 13 at least
    2.2 ¦ freeswitch/asterisk.csv ¦ a cause in the place of the disposition ¦ 0,busy,USER_BUSY ¦ "65","60" ¦ "65","1:00" ¦ column 14
    2.3 ¦ broadworks/cdr.csv ¦ records of 3 and of 197 columns ¦ 66953,outbound,answered,016 ¦ ,Normal,+1425 ¦ ,Start⏎ ¦ [unknown-record]
    2.3 ¦ broadworks/cdr.csv ¦ no duration: release less answer ¦ 66953 ¦ 20071008205017.699 ¦ 20071008204817.699 ¦ impossible-duration
    2.3 ¦ broadworks/cdr.csv ¦ the user is in column 121 ¦ 4256051047@tmp.strata8.net ¦ ,Yes,2007 ¦ ,Perhaps,2007 ¦ [lookup-miss]
    2.3 ¦ broadworks/BW-CDR-20261005.csv ¦ only Normal records are calls ¦ 0000010002as1 ¦ ,Normal,+12045550101,Prairie_gp ¦ ,Strange,+12045550101,Prairie_gp ¦ [unknown-record]
    2.3 ¦ broadworks/BW-CDR-20261005.csv ¦ milliseconds in every time ¦ 2026-10-05T14:15:02.250Z ¦ 20261005141502.250, ¦ 20261005141502, ¦ [bad-date]
    2.3 ¦ broadworks/BW-CDR-20261005.csv ¦ a backslash stands before a comma ¦ carrier-1, second ¦ 20261005141607.900,016 ¦ 20261005141607\,900,016 ¦ [bad-date]
    2.3 ¦ broadworks/BW-CDR-20261005.csv ¦ Anonymous, and no number ¦ Anonymous,,+12045550102 ¦ ,No,,2026 ¦ ,Nope,,2026 ¦ [lookup-miss]
    2.3 ¦ broadworks/BW-CDR-20261005.xml ¦ XML, fields in groups ¦ carrier-1,ann@prairie.example ¦ <type>Normal</type> ¦ <type>Odd</type> ¦ [unknown-record]
    2.3 ¦ broadworks/BW-CDR-20261005.xml ¦ an empty element ¦ ,+12045550102,+12045550102,0,inbound ¦ <startTime>20261005142000.000</startTime> ¦ <startTime/> ¦ startTime: This must not be empty
    2.3 ¦ broadworks/BW-CDR-20261005.xml ¦ cut off in the middle ¦ 60400,outbound ¦ <terminationCause>019</terminationCause>⏎      <networkType>VoIP</networkType>⏎    </basicModule>⏎  </cdrData>⏎</broadWorksCDR> ¦  ¦ [xml-syntax]
    2.4 ¦ netsapiens/cdr.csv ¦ origination is inbound ¦ 34000,inbound ¦ on-net ¦ transfer ¦ Call Type: The profile
    2.4 ¦ netsapiens/cdr.csv ¦ two forms of time ¦ 2026-10-05T14:20:00.000Z,13065550123 ¦ 20261005 14:20:00 ¦ 10/05/2026 14:20 ¦ [bad-date]
    2.5 ¦ cisco/cdr_StandAloneCluster_01_202610051420_5 ¦ the CMR in place of the CDR ¦ 2d8a2bd5-0001 ¦ "pkid" ¦ "cmrpkid" ¦ no column 'pkid'
    2.5 ¦ cisco/cmr_StandAloneCluster_01_202610051420_5 ¦ no call is in it ¦  ¦ "cdrRecordType" ¦ "recordType" ¦ no column 'cdrRecordType'
    2.5 ¦ cisco/cdr_StandAloneCluster_01_202610051420_5 ¦ the second record is of types ¦ 60000,answered ¦ INTEGER,INTEGER,INTEGER,INTEGER,INTEGER,INTEGER,VARCHAR ¦ INT,INTEGER,INTEGER,INTEGER,INTEGER,INTEGER,VARCHAR ¦ [bad-date]
    2.5 ¦ cisco/cdr_StandAloneCluster_01_202610051420_5 ¦ 0 is not connected ¦ 0,no-answer,CARRIER_TRUNK ¦ ,60,"SEP ¦ ,sixty,"SEP ¦ duration: 'sixty'
    2.7 ¦ avaya/smdr.csv ¦ segments of a call share its start ¦ 34000,inbound,answered ¦ 2002/06/28 09:30:57,00:00:13 ¦ 2002/06/28 09:30:57,13 ¦ column 2
    2.7 ¦ avaya/smdr.csv ¦ all but the last say that it goes on ¦ 1000014160-2002/06/28 09:30:57 ¦ 1000014160,0 ¦ 1000014160,1 ¦ [open-record]
    2.7 ¦ avaya/smdr.csv ¦ I and O, internal ones marked O ¦ 299999,34000,inbound ¦ ,I,299999 ¦ ,X,299999 ¦ [lookup-miss]
    2.8 ¦ mitel/smdr-2026-02.log ¦ no year in the record ¦ 2026/02/04 13:13:16 ¦ 02/04 13:13:16 ¦ 02/30 13:13:16 ¦ [bad-date]
    2.8 ¦ mitel/smdr-2026-02.log ¦ hours of four digits, a flag for long calls ¦ 998000,internal ¦ 0000:16:38 ¦ 0000:1x:38 ¦ [type-error]
    2.8 ¦ mitel/smdr-2026-02.log ¦ records of eighty characters ¦ T3,42072301 ¦ 7406␣␣␣␣␣␣␣⏎ ¦ 7406⏎ ¦ [record-length]
    2.9 ¦ 3cx/cdr_v18.txt ¦ twenty columns, Ext. before extensions ¦ 336000,inbound ¦ ,,,,,Chain: +353861777149'Ext.960;Ext.963;Ext.509;Ext.504; ¦  ¦ the profile says 20 at least
    2.9 ¦ 3cx/cdr_v18.txt ¦ a second less than end minus answer ¦ 336000 ¦ 00:05:36 ¦ 5:36 min ¦ duration: '5:36 min'
    2.9 ¦ 3cx/cdr_v20.txt ¦ twenty-seven columns, the same profile; UTC ¦ 2024-04-30T06:27:28.000Z ¦ 2024/04/30 06:27:28 ¦ 30/04/2024 06:27:28 ¦ [bad-date]
    2.10 ¦ acme-packet/cdr20261005.csv ¦ zones as names ¦ 2026-10-05T14:15:02.868Z ¦ 09:15:02.868 CST OCT 05 2026 ¦ 2026-10-05 09:15:02 ¦ [regex-miss]
    2.10 ¦ acme-packet/cdr20261005.csv ¦ start, stop and interim records ¦ SDa1-1@192.0.2.1 ¦ ⏎2,192 ¦ ⏎7,192 ¦ [unknown-record]
    2.10 ¦ acme-packet/cdr20261005.csv ¦ SIP addresses as numbers ¦ anonymous,,+12045550102 ¦ 1,0,"09:20 ¦ 1,zero,"09:20 ¦ column 13
    2.11 ¦ sonus/20261005.ACT ¦ each type of record has positions of its own ¦ 0,busy,17,TG_PRAIRIE ¦ ⏎ATTEMPT, ¦ ⏎ATTEMPTED, ¦ [unknown-record]
    2.11 ¦ sonus/20261005.ACT ¦ a list with commas in one field ¦ 60400,answered,16,TG_PRAIRIE ¦ "SIP,3f2a ¦ SIP,3f2a ¦ column 291: This must not be empty
    2.11 ¦ sonus/20261005.ACT ¦ the duration is the end less the answer ¦ 3600500,answered,16,TG_CARRIER ¦ 10/05/2026 10:20:05.5 ¦ 10/05/2026 09:19:05.5 ¦ impossible-duration
    2.11 ¦ sonus/20261005.ACT ¦ older releases lack the times ¦ SBC01-0x0001000400000A01 ¦ ,10/05/2026 09:15:02.2,10/05/2026 09:16:07.3,10/05/2026 09:15:06.9 ¦  ¦ the profile says 293 at least
    2.11 ¦ sonus/20261005.ACT ¦ a line with the maker's name ¦  ¦ SWITCHOVER, ¦ Sonus Networks, ¦ discarded by 'head of the file': 1
    2.12 ¦ genband/cdr.txt ¦ 658 characters ¦ gb-100,0001 ¦ TG-OUT␣␣ ¦ TG-OUT␣ ¦ [record-length]
    2.12 ¦ genband/cdr.txt ¦ the answer is blank when nobody answered ¦ 0,no-answer,0019 ¦ 2026-10-05 09:16:07 ¦ 2026-10-05 09:14:07 ¦ impossible-duration
    2.13 ¦ taqua/cdr.csv ¦ only disposition 100 is a call ¦ 60000,answered,100 ¦ 2026-10-05 14:16:07 ¦ 2026-10-05 14:14:07 ¦ impossible-duration
    2.13 ¦ taqua/cdr.csv ¦ a plus is missing on international calls ¦ 442079460000,+442079460000 ¦ tq-101,s-2 ¦ tq-101,s-1 ¦ duplicate 1
    2.13 ¦ taqua/cdr.csv ¦ the account code stands in a record of its own, joined by session ¦ 100,TG-OUT,4401 ¦ 1,10,,,,,tq-103,s-1, ¦ 1,10,,,,,tq-103,, ¦ The key of 'merge' is empty
    2.14 ¦ sansay/cdr.txt ¦ milliseconds ¦ 305000,answered ¦ ;305000; ¦ ;-305000; ¦ impossible-duration
    2.14 ¦ sansay/cdr.txt ¦ ctime, minutes west of Greenwich ¦ 2003-12-15T19:38:34.000Z ¦ Mon Dec 15 11:38:34 2003 ¦ 2003-12-15 11:38:34 ¦ [bad-date]
    2.14 ¦ sansay/cdr.txt ¦ audit records among calls ¦ 181-1071459514@192.188.0.28 ¦ ;R; ¦ ;X; ¦ [unknown-record]
    2.15 ¦ kamailio/acc_1.log ¦ INVITE and BYE are one call ¦ 2015-07-09T15:06:48.000Z,1001,1002,2000 ¦ BYE ¦ CANCEL ¦ discarded by 'CANCEL': 1
    2.15 ¦ kamailio/acc_1.log ¦ an INVITE without a time ¦ 2015-07-09T15:10:47.000Z,1002,1001,4000 ¦ |1436454408| ¦ || ¦ discarded by 'INVITE without a time
    2.15 ¦ kamailio/acc_1.log ¦ other methods ¦ a58ebaae40d08d6757d8424fb09c4c54 ¦ BYE ¦ OPTIONS ¦ [unknown-record]
    2.15 ¦ kamailio/ack.log ¦ the time at the ACK, a bare quote in a cell ¦ 2015-07-09T15:11:30.000Z,1001,1002,2000 ¦ ACK|2daec40c ¦ PRACK|2daec40c ¦ [unknown-record]
    2.15 ¦ kamailio/acc_2.log ¦ a BYE before its INVITE ¦  ¦ BYE|f9d3d5c3 ¦ CANCEL|f9d3d5c3 ¦ discarded by
    2.15 ¦ kamailio/acc_3.log ¦ seconds since 1970 ¦  ¦ |1436454408| ¦ |4299999999| ¦ [bad-date]
    2.15 ¦ kamailio/missed_calls_1.log ¦ missed calls in a file of their own ¦ 0,canceled,487 Request Terminated ¦ |1436454643| ¦ |4299999999| ¦ [bad-date]
    2.15 ¦ openser/cdr.csv ¦ addresses in columns ¦ carrier-1,192.0.2.10 ¦ ,37,sip ¦ ,-37,sip ¦ impossible-duration
    2.17 ¦ emi/emi.txt ¦ seconds and tenths in seven digits ¦ 60400 ¦ 0000604 ¦ 00006.4 ¦ [type-error]
    2.17 ¦ emi/emi.txt ¦ years of two digits, the time elsewhere ¦ 2026-10-05T14:15:02.000Z ¦ 010101261005 ¦ 010101261305 ¦ [bad-date]
    2.17 ¦ emi/emi.txt ¦ overflow digits make no number of ten ¦ 4420794600 and 00,,37000 ¦ 0000025 ¦ 00000.5 ¦ [type-error]
    2.18 ¦ hdr-cdr-trl/calls.fwv ¦ the trailer counts the calls ¦ 20120711100255-0000010 ¦ 0000003300000 ¦ 0000003200000 ¦ states records 32, but it has 33
    2.18 ¦ hdr-cdr-trl/calls.fwv ¦ the trailer counts their time ¦ 2012-07-08T23:15:06.000Z ¦ 000000305500 ¦ 000000305400 ¦ states sum of cdr.duration 1854, but it has 1855
    2.19 ¦ netcentrex/cdr.txt ¦ epoch or text ¦ 2026-10-05T14:15:07.000Z ¦ 1791209707 ¦ 05.10.2026 ¦ [bad-date]
    2.19 ¦ netcentrex/cdr.txt ¦ simulated calls, six zeros before numbers ¦ 00000012045550101,+12045550101 ¦ ;60;e164 ¦ ;1 min;e164 ¦ column 8
    2.19 ¦ nextone/cdr.csv ¦ seven columns by name ¦ 442079460000 ¦ DateTimeInt ¦ DateTime ¦ no column 'DateTimeInt'
    2.20 ¦ ivozprovider/calls.csv ¦ parts of seconds ¦ 42500,inbound ¦ outbound,17,3 ¦ sideways,17,3 ¦ [lookup-miss]
    2.20 ¦ magnusbilling/cdr.csv ¦ two costs ¦ 57000,60,answered ¦ ,60,57,0,0,0,1 ¦ ,60,57,0,0,0 ¦ the profile says 17 at least
    3 ¦ bandwidth/BDR-20261005.csv ¦ a misspelt header, ids of records ¦ bdr-1 ¦ BdrID, ¦ BdrId2, ¦ no column 'BdrID'
    3 ¦ bandwidth/BDR-20261005.csv ¦ twelve in the night is AM ¦ 2026-10-05T00:20:00.000Z ¦ 02:15:02 PM ¦ 14:15:02 PM ¦ [bad-date]
    3 ¦ bandwidth/BDR-20261005.csv ¦ the direction is in the type ¦ 6000,6,inbound ¦ bdr-2 ¦ bdr-1 ¦ duplicate 1
    3 ¦ voip-innovations/20261005_20261006.CDR ¦ messages among calls ¦ vi-2 ¦ ;17;18; ¦ ;17 s;18; ¦ CallDuration: '17 s'
    3 ¦ voip-innovations/20261005_20261006.CDR ¦ 17 s at 12/6 are 18 ¦ 17000,18,outbound ¦ vi-2 ¦ vi-1 ¦ duplicate 1
    3 ¦ telnyx/calls.jsonl ¦ times with Z ¦ tx-1,2026-10-05T14:15:02.000Z ¦ "2026-10-05T14:16:02Z" ¦ "2026-10-05T14:14:02Z" ¦ impossible-duration
    3 ¦ telnyx/calls.jsonl ¦ a currency in every record ¦ 0.0062 ¦ "currency":"CAD" ¦ "currency":"dollars" ¦ currency
    3 ¦ twilio/calls.jsonl ¦ prices are negative ¦ answered,completed,AC1,0.014 ¦ completed ¦ ringing ¦ status: The profile
    3 ¦ twilio/calls.jsonl ¦ durations are texts ¦ CA1,2026-10-05T14:15:02.000Z ¦ "duration":"60" ¦ "duration":"-1" ¦ impossible-duration
    3 ¦ twilio/calls.jsonl ¦ a price may be null ¦ inbound,no-answer,no-answer,AC1, ¦ "2026-10-05T14:20:00Z" ¦ null ¦ start_time: This must not be empty
    3 ¦ plivo/calls.jsonl ¦ the text "null" ¦ 0,0,inbound,no-answer,0 ¦ "60","bill ¦ "null","bill ¦ call_duration: This must not be empty
    3 ¦ thinq/cdr.csv ¦ 0.00025 is not lost at four places ¦ 0.00025,NEW YORK ¦ 0.00025000 ¦ 0.000000001 ¦ [too-many-decimals]
    3 ¦ thinq/cdr.csv ¦ <null> ¦ tq-2 ¦ ,6,0.00025 ¦ ,-6,0.00025 ¦ impossible-duration
    3 ¦ vitelity/cdr.csv ¦ an address of the caller with quotes ¦ 60000,answered,ANSWERED,0.0072 ¦ ,60, ¦ ,1:00, ¦ Seconds: '1:00'
    3 ¦ vitelity/cdr.csv ¦ no id: the text of the begin is kept ¦ 2026-10-05 09:15:02 ¦ 2045550101,12045550199 ¦ Anonymous,12045550199 ¦ number-not-read: 1
    3 ¦ teleapi/voice.csv ¦ toll-free in ¦ TF ¦ ,te-2,inbound ¦ ,te-2,transfer ¦ [lookup-miss]
    3 ¦ teleapi/voice.csv ¦ thirteen columns ¦ te-1 ¦ ,te-2,inbound ¦  ¦ the profile says 13 at least
    3 ¦ voipms/calls.csv ¦ no id, no seconds in the time, twins ¦ 2026-10-05T14:20:00.000Z,10/05/2026 09:20,2045550102 ¦ 10/05/2026 09:15 ¦ 25/05/2026 09:15 ¦ [bad-date]
    3 ¦ voipms/calls.csv ¦ eight columns ¦ 0.0062,Outbound:UK ¦ ,0.0052,0.0052 ¦ ,0.0052 ¦ the profile says 8 at least
    3 ¦ voipms/calls.csv ¦ hh:mm:ss ¦ 37000 ¦ 00:01:00 ¦ 60 ¦ column 6
    3 ¦ 46labs/cdr.csv ¦ columns added at the end, decimals of seconds ¦ 210400,210,answered ¦ ,210.4, ¦ ,-210.4, ¦ impossible-duration
    3 ¦ 46labs/cdr.csv ¦ 35 increments at 0.00137 are 0.04795 ¦ 0.04795 ¦ 0.04795 ¦ 0,04795 ¦ [extra-cell]
    3 ¦ windstream/cdr.txt ¦ the toll-free number replaces the called one ¦ 8005550001,+18005550001 ¦ 10/5/2026 9:15:02 AM ¦ 10/5/2026 13:15:02 PM ¦ [bad-date]
    3 ¦ windstream/cdr.txt ¦ tabs, no header ¦ ws-2 ¦ ⇥VOICE⇥N⇥8005550001 ¦  ¦ the profile says 17 at least
    3 ¦ earthlink/cdr.csv ¦ 12 PM is noon ¦ 2026-10-05T17:20:00.000Z ¦ 12:20:00 PM ¦ 12:20 ¦ [bad-date]
    3 ¦ earthlink/cdr.csv ¦ minutes with decimals ¦ 42000,inbound ¦ ,0.7,0.0210 ¦ ,0.7 min,0.0210 ¦ duration
    3 ¦ conexiant/cdr.csv ¦ downloads overlap ¦ cx-1,A ¦ cx-2 ¦ cx-1 ¦ duplicate 1
    3 ¦ conexiant/cdr.csv ¦ an answer that is absent ¦ 0,0,outbound,no-answer ¦ 2026-10-05 14:16:07 ¦ 2026-10-05 14:14:07 ¦ impossible-duration
    3 ¦ thinktel/cdr.csv ¦ billed seconds and raw ones with a decimal ¦ 57300,60 ¦ ,57.3, ¦ ,57.3456, ¦ [too-many-decimals]
    3 ¦ thinktel/cdr.csv ¦ regions with commas ¦ "New York, NY" ¦ 2026-10-05 09:20:00 ¦ 5.10.2026 9:20 ¦ [bad-date]
    3 ¦ aapt/ctop.txt ¦ prices are cents ¦ 0.025,NATIONAL ¦ 2.50 ¦ 2,50 ¦ [type-error]
    3 ¦ aapt/ctop.txt ¦ each unit has a code: tenths, minutes ¦ 37000,37 ¦ 20261005091502 ¦ 20261305091502 ¦ [bad-date]
    3 ¦ aapt/ctop.txt ¦ other usage among calls ¦ ctop-2 ¦ 370␣␣␣101␣␣␣101 ¦ 370␣␣␣999␣␣␣101 ¦ discarded by 'no time of a call': 2
    3 ¦ telstra/ebill.txt ¦ prices have seven decimals ¦ 0.125,MELBOURNE ¦ 1250000 ¦ 12500.0 ¦ [type-error]
    3 ¦ telstra/ebill.txt ¦ the type of a number stands before it ¦ 442079460000,+442079460000 ¦ 20261005 09:15:02 ¦ 20261305 09:15:02 ¦ [bad-date]
    3 ¦ telstra/ebill.txt ¦ units of six seconds ¦ 42000 ¦ 0000000700000 ¦ 00000007x0000 ¦ type-error
    3 ¦ uk-fcs/cdr.csv ¦ days first ¦ 2026-10-06T02:20:00.000Z ¦ 05/10/2026,21:20:00 ¦ 10/13/2026,21:20:00 ¦ [bad-date]
    3 ¦ uk-fcs/cdr.csv ¦ data records among calls ¦ fcs-2 ¦ ,37,0,0, ¦ ,0:37,0,0, ¦ column 7
    3 ¦ digitel/cdr.csv ¦ a decimal comma ¦ 11000,0.0546 ¦ 0,0546 ¦ 0.0546 ¦ Prezzo in euro: '0.0546'
    3 ¦ digitel/cdr.csv ¦ dots in times, numbers filled with blanks ¦ 05/10/2026 08.28.54,0612345678 ¦ 08.28.54 ¦ 08:28:54 ¦ [bad-date]
    3 ¦ didww/cdr.csv ¦ SIP and IAX addresses ¦ iax:324@34234234 ¦ 2017-06-17 08:50:47 ¦ 17.06.2017 08:50 ¦ [bad-date]
    3 ¦ didww/cdr.csv ¦ empty cells with and without quotes ¦ 2017-06-17 08:50:47,,97286259413 ¦ 0.000,0.000,0.003 ¦ 0.000,free,0.003 ¦ cost
    3 ¦ realworld/cdr.csv ¦ 01/02 is 1 February ¦ 2019-02-02T01:03:57.000Z ¦ 01/02/2019 19:03:57 ¦ 13/13/2019 19:03:57 ¦ [bad-date]
    3 ¦ realworld/cdr.csv ¦ total and billable seconds; masked numbers ¦ 142000,142 ¦ 145,142 ¦ 145,142.5 ¦ Billable Duration
    3 ¦ invade/cdr.csv ¦ SIP addresses as sources ¦ 0,busy,Busy Here ¦ 2026-10-05 14:20:00 ¦ 2026-10-05T14:20 ¦ [bad-date]
    3 ¦ vocus/V_20261005_1.csv ¦ date and time of UTC in two columns ¦ vo-1,2026-10-05T23:15:02.000Z ¦ 23:15:02 ¦ 11:15 PM ¦ [bad-date]
    3 ¦ vocus/V_20261005_1.csv ¦ numbers in E.164 without a plus ¦ 442079460000,+442079460000 ¦ vo-2 ¦ vo-1 ¦ duplicate 1
    3 ¦ freeside/simple.csv ¦ years of two digits ¦ +12045550199,60000 ¦ 10/05/2026 ¦ 2026-10-05 ¦ [bad-date]
    3 ¦ freeside/simple.csv ¦ minutes with decimals ¦ 37 ¦ 0.6167 ¦ 37 s ¦ duration
    3 ¦ sonar/cdr-import.csv ¦ five fields by name, two forms of time ¦ 2026-10-05T14:20:00.000Z ¦ length_in_seconds ¦ length ¦ no column 'length_in_seconds'
    3 ¦ sonar/cdr-import.csv ¦ seconds ¦ 60000 ¦ 000Z,60 ¦ 000Z,1:00 ¦ length_in_seconds
    3 ¦ splynx/cdr-import.csv ¦ a duration is needed ¦ 12000 ¦ ,12,9.99 ¦ ,,9.99 ¦ duration: This must not be empty
    6 ¦ cgrates/cdr.csv ¦ partial records are merged ¦ 80000,0.01792 ¦ ,65,Peak ¦ ,6.5.1,Peak ¦ column 7
    6 ¦ cgrates/cdr.csv ¦ dots in dates ¦ 2016-07-05T01:58:55.000Z ¦ 04.07.2016 20:58:55,0,74 ¦ 2016-07-04,0,74 ¦ [bad-date]
    11.7 ¦ cgrates/partial1.csv ¦ partial and complete in a file ¦ 74000,0.00336 ¦ complete ¦ complet ¦ pending 2
    11.7 ¦ cgrates/partial2.csv ¦ a partial record alone waits ¦  ¦ 18:58:55,0,15 ¦ 18:58,0,15 ¦ [bad-date]
    11.7 ¦ cgrates/partial3.csv ¦ another call's ¦  ¦ ,23,Offpeak ¦ ,23 s,Offpeak ¦ column 7
    9 ¦ astpp/originationrates_sample.csv ¦ an initial interval shorter than the increment ¦ rate ¦ 44,UK ¦ 44.0,UK ¦ [constraint-error]
    9 ¦ astpp/originationrates_sample.csv ¦ a prefix twice for a day ¦ rate ¦ 44,UK ¦ 1,UK ¦ The same key is in line 2
    9 ¦ astpp/terminationrates_sample.csv ¦ a price that is no number ¦ rate ¦ 0.06,30 ¦ free,30 ¦ [type-error]
    9 ¦ a2billing/rates.csv ¦ a spreadsheet made floats of prefixes ¦ 1193 ¦ 1193; ¦ 1.193E3; ¦ [constraint-error]
    9 ¦ a2billing/rates.csv ¦ a decimal comma among points ¦ rate ¦ 0.7866 ¦ 0,7866 ¦ [type-error]
    9 ¦ 46labs/rates.csv ¦ a prefix twice for a day ¦ 1934226 ¦ 1934227, ¦ 1934226, ¦ The same key is in line 2
    9 ¦ 46labs/rates.csv ¦ months first ¦ 2022-08-16 ¦ 8/16/2022 ¦ 16/8/2022 ¦ [bad-date]
    9 ¦ prefix-list/rates.csv ¦ several prefixes and ranges in a cell ¦ 617,618 ¦ 7-8 ¦ 7-x ¦ [regex-miss]
    9 ¦ prefix-list/rates.csv ¦ country and area code in two columns, preamble ¦ 614,,retail,2026-10-01,Australia mobile ¦ 0.0210 ¦ - ¦ [type-error]
    """#
}

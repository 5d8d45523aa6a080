/// Canonical files of every kind: a first one, and a second with rows that are new, and for master
/// data rows that change, beside those that are the same.
enum EveryKind {
  struct Files: Sendable {
    var kind: String
    var first: String
    var second: String
  }

  /// In the order in which they can come in.
  static let files: [Files] = [
    Files(
      kind: "company", first: "code,name,currency,zone\nPN,Prairie Net,CAD,America/Regina\n",
      second: "code,name,currency,zone,web\nPN,Prairie Net Inc.,CAD,America/Regina,pn.example\n"
        + "NN,North Net,CAD,UTC,\n"),
    Files(
      kind: "source",
      first: "name,company,role,feed,zone,country,currency,area\n"
        + "acme,PN,system,increment,America/Regina,CA,CAD,306\n",
      second: "name,role,zone,cadence\nprobe,reference,UTC,daily\n"),
    Files(
      kind: "account", first: "id,company,name,type\nA1,PN,Zoë,home\nA2,PN,Bob,home\n",
      second: "id,company,name,bill_day\nA1,PN,\"Zoë, \"\"the\"\" 1st\",15\nA2,PN,Bob,\nA3,PN,Cy,\n"
    ),
    Files(
      kind: "account_link", first: "account,parent,since\nA2,A1,2026-01-01\n",
      second: "account,parent,since,until\nA2,A1,2026-01-01,2026-06-30\nA2,A1,2026-07-01,\n"),
    Files(
      kind: "status_change", first: "account,at,status\nA1,2026-01-01T00:00:00Z,active\n",
      second: "account,at,status\nA1,2026-01-01T00:00:00Z,trial\nA1,2026-02-01T00:00:00Z,active\n"),
    Files(
      kind: "contact", first: "account,role,name,phone\nA1,billing,Zoë,306-555-0101\n",
      second: "account,role,name,phone,email\nA1,billing,Zoë,306-555-0102,z@pn.example\n"
        + "A1,technical,Al,,\n"),
    Files(
      kind: "address", first: "account,kind,line1,city\nA1,service,1 Main St,Regina\n",
      second: "account,kind,line1,postcode\nA1,service,2 Main St,S4P\nA1,mailing,Box 7,\n"),
    Files(
      kind: "custom_field", first: "account,name,value\nA1,Tower,North\n",
      second: "account,name,value\nA1,Tower,South\nA1,Dish,3\n"),
    Files(
      kind: "payment_method", first: "account,token,brand,last_four\nA1,tok_1,visa,4242\n",
      second: "account,token,brand,expires\nA1,tok_1,visa,2028-09\nA1,tok_2,amex,\n"),
    Files(
      kind: "tax_rate", first: "company,tax_zone,name,jurisdiction,rate\nPN,SK,GST,Canada,0.05\n",
      second: "company,tax_zone,name,jurisdiction,rate\nPN,SK,GST,Canada,0.06\n"
        + "PN,SK,PST,Saskatchewan,0.06\n"),
    Files(
      kind: "service", first: "code,name,type,price\nNET,Internet,data,59.95\n",
      second: "code,name,price\nNET,Internet 50,64.95\nIP,Static IP,10.00\n"),
    Files(
      kind: "account_service", first: "id,account,service,quantity\nS1,A1,NET,1\n",
      second: "id,account,service,price\nS1,A1,NET,49.95\nS2,A1,NET,\n"),
    Files(
      kind: "opening_balance", first: "account,date,amount\nA1,2026-07-31,20.00\n",
      second: "account,date,amount\nA1,2026-07-31,20.00\nA2,2026-07-31,-5.00\n"),
    Files(
      kind: "invoice", first: "number,account,date,due,total\nI1,A1,2026-08-01,2026-08-22,10.50\n",
      second: "number,account,date,due,total\nI1,A1,2026-08-01,2026-08-22,10.50\n"
        + "I2,A1,2026-09-01,,7.00\n"),
    Files(
      kind: "debit", first: "id,invoice,service,amount,unit_price\nD1,I1,NET,10.00,10.12345678\n",
      second: "id,invoice,amount\nD1,I1,10.00\nD2,I1,-1.00\n"),
    Files(
      kind: "discount",
      first: "id,account,date,reason,amount,debit\nR1,A1,2026-08-02,reversal,1.00,D1\n",
      second: "id,account,date,reason,amount\nR1,A1,2026-08-02,reversal,1.00\n"
        + "R2,A1,2026-08-03,goodwill,2.00\n"),
    Files(
      kind: "tax_line", first: "id,debit,discount,name,rate,amount\nT1,D1,,GST,0.05,0.50\n",
      second: "id,debit,discount,name,rate,amount\nT1,D1,,GST,0.05,0.50\nT2,,R1,GST,0.05,0.05\n"),
    Files(
      kind: "payment",
      first: "id,account,date,amount,method,status\nP1,A1,2026-08-10,5.00,card,\n"
        + "P2,A1,2026-08-12,6.00,bank,pending\n,A2,2026-08-11,25.00,cash,\n,A2,2026-08-11,25.00,cash,\n",
      second: "id,account,date,amount,method,status\nP1,A1,2026-08-10,5.00,card,\n"
        + ",A2,2026-08-11,25.00,cash,\n,A2,2026-08-12,7.00,cash,\nP3,A1,2026-08-13,1.00,card,\n"),
    Files(
      kind: "payment_status", first: "payment,date,status\nP2,2026-08-14,succeeded\n",
      second: "payment,date,status\nP2,2026-08-14,succeeded\nP2,2026-08-20,failed\n"),
    Files(
      kind: "application", first: "payment,invoice,date,amount\nP1,I1,2026-08-10,4.00\n",
      second: "payment,invoice,date,amount\nP1,I1,2026-08-10,4.00\nP2,I1,2026-08-15,1.00\n"),
    Files(
      kind: "invoice_void", first: "invoice,date,user\nI1,2026-10-01,al\n",
      second: "invoice,date\nI1,2026-10-01\n"),
    Files(
      kind: "payment_reversal", first: "id,payment,date,amount\nB1,P1,2026-08-20,5.00\n",
      second: "id,payment,date,amount,refunded\nB1,P1,2026-08-20,5.00,\n"
        + "B2,P2,2026-08-21,6.00,true\n"),
    Files(
      kind: "refund", first: "id,account,date,payment,amount\nF1,A1,2026-09-01,P2,1.00\n",
      second: "id,account,date,amount\nF1,A1,2026-09-01,1.00\nF2,A1,2026-09-02,2.00\n"),
    Files(
      kind: "stated", first: "account,measure,as_of,amount\nA1,account balance,2026-08-31,20.50\n",
      second: "account,measure,as_of,amount\nA1,account balance,2026-08-31,20.50\n"
        + "A1,account balance,2026-09-30,21.00\n"),
    Files(
      kind: "issue",
      first: issueHeader + "I1,I1,2026-08-01,2026-08-01,invoice,masked,false,2,plain,f,s,100\n",
      second: issueHeader + "I1,I1,2026-08-01,2026-08-01,invoice,masked,false,2,plain,f,s,100\n"
        + "C9,I1,2026-09-01,2026-09-01,statement,none,false,2,plain,f,t,100\n"),
    Files(
      kind: "did", first: "number,carrier\n+13065550101,P\n",
      second: "number,carrier,rate_center\n+13065550101,Q,REGINA\n+13065550102,P,\n"),
    Files(
      kind: "did_assignment",
      first: "number,account,since\n+13065550101,A1,2026-01-01T00:00:00Z\n",
      second: "number,account,since,until\n"
        + "+13065550101,A1,2026-01-01T00:00:00Z,2026-05-01T00:00:00Z\n"
        + "+13065550101,A2,2026-05-01T00:00:00Z,\n"),
    Files(
      kind: "call_key", first: "type,value,account\ntrunk,PN-1,A1\n",
      second: "type,value,account,since,until\ntrunk,PN-1,A1,,2026-05-01T00:00:00Z\n"
        + "ip,192.0.2.7,A2,,\n"),
    Files(
      kind: "cdr",
      first: "call_id,start,from_text,to_text,duration,cost\n"
        + "c1,2026-08-01T10:00:00Z,3065550101,911,1000,0.00012345\n"
        + ",2026-08-01T11:00:00Z,3065550101,411,2000,\n",
      second: "call_id,start,from_text,to_text,duration\n"
        + "c1,2026-08-01T10:00:00Z,3065550101,911,1000\n"
        + ",2026-08-01T11:00:00Z,3065550101,411,2000\n,2026-08-01T12:00:00Z,3065550101,411,3000\n"),
    Files(
      kind: "rate_deck", first: "name,purpose,first_interval,next_interval\nretail,charge,30,6\n",
      second: "name,purpose,decimals\nretail,charge,4\ncarrier,cost,\n"),
    Files(
      kind: "rate",
      first: "prefix,deck,since,price,description\n1204,retail,2026-01-01,0.02,Manitoba\n"
        + "44,retail,,0.05,\n",
      second: "prefix,deck,since,price\n1204,retail,2026-01-01,0.02\n"
        + "1204,retail,2026-06-01,0.03\n49,retail,,0.04\n"),
    Files(
      kind: "voice_plan", first: "code,name,deck\nV1,Home,retail\n",
      second: "code,name,deck,service\nV1,Home phone,retail,NET\n"),
    Files(
      kind: "voice_allowance", first: "plan,class,seconds\nV1,long-distance,6000\n",
      second: "plan,class,seconds\nV1,long-distance,12000\nV1,local,\n"),
    Files(
      kind: "local_prefix", first: "plan,prefix\nV1,1306\n",
      second: "plan,prefix\nV1,1306\nV1,1639\n"),
    Files(
      kind: "voice_plan_assignment", first: "account,plan,since\nA1,V1,2026-01-01\n",
      second: "account,plan,since,until\nA1,V1,2026-01-01,2026-12-31\nA2,V1,,\n"),
    Files(
      kind: "usage_policy", first: "code,name,cap,rollover\nU1,Home 500,500000000000,true\n",
      second: "code,name,cap,overage_price\nU1,Home 600,600000000000,10.00\nU2,Office,,\n"),
    Files(
      kind: "usage_assignment", first: "account,policy,since\nA1,U1,2026-01-01\n",
      second: "account,policy,since,until\nA1,U1,2026-01-01,2026-12-31\nA2,U1,,\n"),
    Files(
      kind: "usage_counter",
      first: "account,meter,at,bytes_in,bytes_out\nA1,m,2026-08-01T00:00:00Z,10,20\n",
      second: "account,meter,at,bytes_in,bytes_out\nA1,m,2026-08-01T00:00:00Z,10,20\n"
        + "A1,m,2026-08-02T00:00:00Z,30,40\n"),
    Files(
      kind: "usage_interval",
      first: "account,meter,start_at,billable_in,billable_out,free_in,free_out\n"
        + "A1,m,2026-08-01T00:00:00Z,1,2,3,4\n",
      second: "account,meter,start_at,billable_in,billable_out,free_in,free_out\n"
        + "A1,m,2026-08-02T00:00:00Z,1,2,3,4\n"),
    Files(
      kind: "usage_adjustment", first: "account,at,bytes_in,user\nA1,2026-08-01T00:00:00Z,-5,js\n",
      second: "account,at,bytes_in\nA1,2026-08-02T00:00:00Z,7\n"),
    Files(
      kind: "top_off", first: "account,at,bytes\nA1,2026-08-01T00:00:00Z,500\n",
      second: "account,at,bytes\nA1,2026-08-03T00:00:00Z,700\n"),
    Files(
      kind: "ticket", first: "id,account,subject,status\nT1,A1,Slow,open\n",
      second: "id,account,subject,status,closed\nT1,A1,Slow,closed,2026-09-01T00:00:00Z\n"
        + "T2,,Down,open,\n"),
    Files(
      kind: "job", first: "id,account,ticket,type\nJ1,A1,T1,repair\n",
      second: "id,account,ticket,type,minutes\nJ1,A1,T1,repair,90\nJ2,A2,,install,60\n"),
    Files(
      kind: "task", first: "id,account,ticket,job,subject\nK1,A1,T1,J1,Call back\n",
      second: "id,account,subject,completed\nK1,A1,Call back,2026-08-02T00:00:00Z\nK2,,Order,\n"),
    Files(
      kind: "scheduled_event", first: "id,account,date,event\nE1,A1,2026-09-01,suspend\n",
      second: "id,account,date,event\nE1,A1,2026-09-02,suspend\nE2,A2,2026-09-03,close\n"),
    Files(
      kind: "contract", first: "id,account,template\nC1,A1,Home 24\n",
      second: "id,account,template,signed_by\nC1,A1,Home 24,Zoë\nC2,A2,Home 12,\n"),
    Files(
      kind: "attachment", first: "id,account,ticket,name,bytes\nF1,A1,T1,mast.jpg,52000\n",
      second: "id,job,name,bytes\nF1,J1,mast.jpg,52000\nF2,,plan.pdf,\n"),
    Files(
      kind: "correspondence",
      first: "id,at,account,channel,subject\nC1,2026-08-01T00:00:00Z,A1,email,Bill\n",
      second: "id,at,account,channel,subject,length\nC1,2026-08-01T00:00:00Z,A1,email,Bill,\n"
        + ",2026-08-02T00:00:00Z,A1,call,Slow,125\n"),
    Files(
      kind: "inventory_item",
      first: "id,account,model,mac,service\nE1,A1,AP-5,00:11:22:33:44:55,NET\n",
      second: "id,account,model,mac\nE1,A2,AP-5,00:11:22:33:44:55\nE2,,AP-6,\n"),
    Files(
      kind: "radius_account", first: "name,account,address\nzoe,A1,192.0.2.1\n",
      second: "name,account,route\nzoe,A1,198.51.100.0/29\nbob,A2,\n"),
    Files(
      kind: "ip_assignment", first: "address,account,holder\n192.0.2.1,A1,mac\n",
      second: "address,account,since,until\n192.0.2.1,A1,,2026-09-01T00:00:00Z\n"
        + "192.0.2.1,A2,2026-09-01T00:00:00Z,\n"),
    Files(
      kind: "log",
      first: "id,at,account,type,message\nL1,2026-08-01T00:00:00Z,A1,updated,price\n"
        + ",2026-08-01T01:00:00Z,A1,other,seen\n",
      second: "id,at,account,type,message\n,2026-08-01T01:00:00Z,A1,other,seen\n"
        + "L2,2026-08-02T00:00:00Z,,system,\"two\nlines\"\n"),
    Files(
      kind: "access_log", first: "id,at,account,user\nV1,2026-08-01T00:00:00Z,A1,js\n",
      second: "id,at,account,user\nV1,2026-08-01T00:00:00Z,A1,js\n,2026-08-02T00:00:00Z,A1,ap\n"),
    Files(
      kind: "disconnection", first: "id,at,account,user\nX1,2026-08-01T00:00:00Z,A1,js\n",
      second: "id,at,account,state\nX1,2026-08-01T00:00:00Z,A1,\n,2026-08-02T00:00:00Z,A1,on\n"),
  ]

  private static let issueHeader =
    "number,invoice,date,as_of,mode,itemisation,with_xml,template,theme,fonts_sha256,sha256,bytes\n"
}

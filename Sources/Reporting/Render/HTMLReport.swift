internal import Billing
internal import Bytes
internal import Diagnostics
internal import Store

/// A report as one HTML file that needs nothing else: no network, no font, no script of others. Tables
/// sort by their headings, print with them repeated, and say to a screen reader what they are.
struct HTMLReport {
  private static let piece = 64 << 10
  /// Bytes of a table that waits for its chart.
  private static let longestTable = 4 << 20

  private let report: ReportRun
  private let definition: ReportDefinition
  /// Where the columns that are shown stand in a row: not those that name a section.
  private let shown: [Int]
  private let groups: [Int]
  private let columns: [ReportColumn]
  private var totals: GroupedTotals
  private var out = MarkupBuffer()
  private var count = 0
  private var sections = 0
  /// Rows of the section at hand, kept for its chart.
  private var charted: [ReportRow] = []
  /// The section's table, kept while its chart is not drawn yet.
  private var kept: MarkupBuffer?

  init(_ report: ReportRun) {
    self.report = report
    definition = report.definition
    let all = definition.columns
    groups = definition.group.compactMap { name in all.firstIndex { $0.name == name } }
    let grouped = groups
    shown = all.indices.filter { !grouped.contains($0) }
    columns = shown.map { all[$0] }
    totals = GroupedTotals(columns: columns, groups: [])
  }

  func render(to sink: any ByteSink) throws(Problem) -> Rendered {
    var copy = self
    return try copy.run(sink)
  }

  private mutating func run(_ sink: any ByteSink) throws(Problem) -> Rendered {
    head()
    var key: [String]?
    while let row = try report.next() {
      let names = groups.map {
        CellText.readable(
          row.cells[$0], definition.columns[$0].kind, digits: row.digits, zone: report.choice.zone)
      }
      let cells = ReportRow(
        cells: shown.map { row.cells[$0] }, digits: row.digits, currency: row.currency)
      let ended = try totals.add(cells, key: names)
      if key != names {
        if key != nil { endSection(ended) }
        beginSection(names)
        key = names
      }
      self.row(cells)
      if definition.chart != nil { keep(row) }
      count += 1
      if kept == nil, out.bytes.count > Self.piece {
        try Interrupt.check()
        try sink.write(out.take())
      }
    }
    let last = try totals.finish()
    if key != nil { endSection(last) } else { out.raw("<p>There are no rows.</p>\n") }
    if sections > 1, totals.total.isWanted { grandTotals() }
    out.raw("<p class=\"note\">\(count) \(count == 1 ? "row" : "rows").")
    if let last = try report.lastDate { out.raw(" The ledger reaches to \(last).") }
    out.raw("</p>\n</main>\n<script>\(Self.script)</script>\n</body>\n</html>\n")
    try sink.write(out.take())
    return Rendered(rows: count)
  }

  /// Keeps what the chart of the section needs, and gives up keeping a table that grows too large: its
  /// chart comes below it then.
  private mutating func keep(_ row: ReportRow) {
    charted.append(row)
    if charted.count > 4 * ChartData.mostPlaces { charted.removeFirst(2 * ChartData.mostPlaces) }
    if var before = kept, out.bytes.count > Self.longestTable {
      before.append(out)
      (out, kept) = (before, nil)
    }
  }

  // MARK: Parts

  private mutating func head() {
    out.raw(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
      script-src 'unsafe-inline'">
      <meta name="generator" content="Carryover">
      <title>
      """)
    out.text(definition.title)
    out.raw("</title>\n<style>\(Self.style)</style>\n</head>\n<body>\n<main>\n<h1>")
    out.text(definition.title)
    out.raw("</h1>\n<p>")
    out.text(definition.about)
    out.raw("</p>\n")
    let circumstances = report.circumstances
    if !circumstances.isEmpty {
      out.raw("<dl>\n")
      for (name, value) in circumstances {
        out.raw("<div><dt>")
        out.text(name)
        out.raw("</dt><dd>")
        out.text(value)
        out.raw("</dd></div>\n")
      }
      out.raw("</dl>\n")
    }
  }

  private mutating func beginSection(_ names: [String]) {
    sections += 1
    out.raw("<section>\n")
    if !names.isEmpty {
      out.raw("<h2>")
      out.text(names.joined(separator: " · "))
      out.raw("</h2>\n")
    }
    if definition.chart != nil {
      kept = out
      out = MarkupBuffer()
    }
    out.raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"")
    out.text(([definition.title] + names).joined(separator: " "))
    out.raw("\"><table>\n<caption>")
    out.text(([definition.title] + names).joined(separator: " · "))
    out.raw("</caption>\n<thead><tr>")
    for column in columns {
      out.raw(column.kind.isNumber ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
      out.raw("<button type=\"button\">")
      out.text(column.heading(report.choice.zone))
      out.raw("</button></th>")
    }
    out.raw("</tr></thead>\n<tbody>\n")
  }

  private mutating func row(_ row: ReportRow) {
    out.raw("<tr>")
    for (index, column) in columns.enumerated() {
      let cell = row.cells[index]
      let readable = CellText.readable(
        cell, column.kind, digits: row.digits, zone: report.choice.zone)
      // What a column sorts by, where the text would sort wrongly.
      switch (cell, column.kind.isNumber || column.kind == .instant) {
      case (.integer(let number), true):
        let isNegative = column.kind.isNumber && number < 0
        out.raw("<td class=\"\(column.kind.isNumber ? "n" : "t")\(isNegative ? " m" : "")\"")
        if readable != String(number) { out.raw(" data-v=\"\(number)\"") }
        out.raw(">")
      default: out.raw(column.kind == .date || column.kind == .id ? "<td class=\"t\">" : "<td>")
      }
      out.text(readable)
      out.raw("</td>")
    }
    out.raw("</tr>\n")
  }

  private mutating func endSection(_ ended: ReportTotals?) {
    out.raw("</tbody>\n")
    if let ended, ended.isWanted {
      out.raw("<tfoot>\n")
      footer(ended, sections == 1 && groups.isEmpty ? "Total" : "Subtotal")
      out.raw("</tfoot>\n")
    }
    out.raw("</table></div>\n")
    if let chart = definition.chart {
      let drawing = SVGChart(ChartData(chart, charted, definition.columns), number: sections)
      if var before = kept {
        drawing.write(to: &before)
        before.append(out)
        (out, kept) = (before, nil)
      } else {
        drawing.write(to: &out)
      }
      charted.removeAll(keepingCapacity: true)
    }
    out.raw("</section>\n")
  }

  private mutating func footer(_ totals: ReportTotals, _ word: String) {
    for texts in totals.texts(word) {
      out.raw("<tr>")
      for (index, text) in texts.enumerated() {
        if index == 0 {
          out.raw("<th scope=\"row\">")
          out.text(text)
          out.raw("</th>")
        } else {
          out.raw(columns[index].kind.isNumber ? "<td class=\"n\">" : "<td>")
          out.text(text)
          out.raw("</td>")
        }
      }
      out.raw("</tr>\n")
    }
  }

  private mutating func grandTotals() {
    out.raw("<section>\n<h2>Total</h2>\n<div class=\"wide\"><table>\n<thead><tr>")
    for column in columns {
      out.raw(column.kind.isNumber ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
      out.text(column.heading(report.choice.zone))
      out.raw("</th>")
    }
    out.raw("</tr></thead>\n<tbody>\n")
    footer(totals.total, "Total")
    out.raw("</tbody></table></div>\n</section>\n")
  }

  // MARK: Style and behaviour

  private static let style = """

    :root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--soft:#5a5a5a;--rule:#c8ccd2;\
    --band:#f3f5f8;--a:#1f5fa8;--b:#9ec3e6;--c:#6b7280;--d:#d97706;--bad:#a40e26}
    @media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--paper:#16181c;--soft:#a8adb5;\
    --rule:#3b4048;--band:#1f2329;--a:#6aa9ee;--b:#2f5f92;--c:#9aa2ad;--d:#f0a03c;--bad:#ff8a8a}}
    body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.45 system-ui,"DejaVu Sans",sans-serif}
    main{max-width:1400px;margin:0 auto;padding:1.5rem}
    h1{font-size:1.5rem;margin:0 0 .3rem}h2{font-size:1.1rem;margin:1.6rem 0 .5rem}
    dl{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;margin:.6rem 0;color:var(--soft)}
    dl div{display:flex;gap:.4rem}dt::after{content:":"}dd{margin:0;color:var(--ink)}
    .wide{overflow-x:auto}.wide:focus-visible{outline:2px solid var(--a)}
    table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
    caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    th,td{padding:.25rem .5rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
    thead th{position:sticky;top:0;background:var(--band);white-space:nowrap}
    .n{text-align:right;white-space:nowrap}.t{white-space:nowrap}.m{color:var(--bad)}
    tbody tr:nth-child(even){background:var(--band)}
    tfoot th,tfoot td{font-weight:600;border-top:2px solid var(--ink)}
    th button{all:unset;cursor:pointer;font-weight:600}
    th button:focus-visible{outline:2px solid var(--a);outline-offset:2px}
    th button::after{content:" \\2195";color:var(--soft);font-size:.8em}
    th[aria-sort=ascending] button::after{content:" \\2191";color:var(--ink)}
    th[aria-sort=descending] button::after{content:" \\2193";color:var(--ink)}
    .note{color:var(--soft);font-size:.9em}
    figure{margin:.5rem 0 1rem}figure svg{width:100%;height:auto;max-width:900px}
    svg text{fill:var(--soft);font-size:11px}.s0{fill:var(--a)}.s1{fill:var(--b)}.s2{fill:var(--c)}\
    .s3{fill:var(--d)}.l0,.l1,.l2,.l3{fill:none;stroke-width:2}.l0{stroke:var(--a)}.l1{stroke:var(--d)}\
    .l2{stroke:var(--c)}.l3{stroke:var(--b)}.k{stroke:var(--ink);stroke-width:2}\
    .g{stroke:var(--rule);stroke-width:1}
    @media print{:root{--ink:#000;--paper:#fff;--soft:#444;--rule:#bbb;--band:#f3f5f8;--a:#1f5fa8;--b:#9ec3e6}
    @page{size:A4 landscape;margin:12mm}body{font-size:9pt}main{max-width:none;padding:0}
    thead{display:table-header-group}tfoot{display:table-row-group}thead th{position:static}tr,figure{break-inside:avoid}\
    .wide{overflow:visible}th button::after{content:""}}

    """

  /// Sorts a table by a heading: once up, once more down; rows that are equal keep their order.
  private static let script = """

    document.querySelectorAll('thead th button').forEach(function(button){
    button.addEventListener('click',function(){
    var head=button.parentNode,table=head.closest('table'),body=table.tBodies[0];
    var up=head.getAttribute('aria-sort')!=='ascending',at=head.cellIndex;
    var number=head.classList.contains('n'),compare=new Intl.Collator(document.documentElement.lang).compare;
    function value(row){var cell=row.cells[at];
    return cell.dataset.v!==undefined?Number(cell.dataset.v):number?(cell.textContent===''?-Infinity:Number(cell.textContent)):cell.textContent}
    var rows=Array.prototype.map.call(body.rows,function(row,index){return{row:row,value:value(row),index:index}});
    rows.sort(function(a,b){
    var order=typeof a.value==='number'&&typeof b.value==='number'?a.value-b.value:compare(String(a.value),String(b.value));
    return(up?order:-order)||a.index-b.index});
    var part=document.createDocumentFragment();rows.forEach(function(entry){part.appendChild(entry.row)});
    body.appendChild(part);
    table.querySelectorAll('thead th').forEach(function(other){other.removeAttribute('aria-sort')});
    head.setAttribute('aria-sort',up?'ascending':'descending')})});

    """
}

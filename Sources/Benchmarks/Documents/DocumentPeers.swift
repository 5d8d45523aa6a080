/// The peers' programs: the same two pages by pycairo and by ReportLab's canvas, each by its quickest
/// interface. `python3 PROGRAM files|batch COUNT FOLDER` prints what `DocumentRun` reads.
enum DocumentPeers {
  private static let content = #"""
    import resource, sys, time
    SELLER = ["Northlight Fibre & Telecom Ltd", "12 Exchange Street", "Leeds LS1 4AP",
              "United Kingdom", "VAT ID GB123456789"]
    SERVICES = ["Fibre 500/100 – monthly service", "Static IPv4 address /29", "Managed router rental",
                "Voice line DDI – Zürich office", "National calls, 1,204 minutes",
                "International calls – zone A", "Café hotspot add-on", "SIP trunk, 8 channels",
                "Colocation 2U, power 0.5 kW", "Support plan “Gold”"]
    HEAD = ["#", "Description", "Period", "Qty", "Unit price", "Amount"]
    SHARES = [24, 211, 120, 35, 55, 70]
    NUMBERS = [0, 3, 4, 5]
    EDGES = [51 + 493.276 * sum(SHARES[:i]) / sum(SHARES) for i in range(7)]

    def money(cents):
        return f"{cents // 100:,}.{cents % 100:02d}"

    def invoice(index):
        seed = (index * 2654435761 + 12345) & 0xFFFFFFFF
        def random(limit):
            nonlocal seed
            seed = (seed * 1664525 + 1013904223) & 0xFFFFFFFF
            return (seed >> 8) % limit
        rows, net = [], {20: 0, 5: 0}
        for line in range(40):
            quantity, unit = 1 + random(9), 199 + random(20000)
            rate = 20 if random(5) else 5
            service, reference, month = SERVICES[random(10)], random(90000) + 10000, 1 + random(9)
            net[rate] += quantity * unit
            rows.append(([str(line + 1), f"{service} ref {reference}",
                          f"2026-0{month}-01 – 2026-10-31", str(quantity), money(unit),
                          money(quantity * unit)], False))
        tax = {rate: (net[rate] * rate + 50) // 100 for rate in net}
        for name, amount in [("Subtotal", net[20] + net[5]), ("VAT 20% on " + money(net[20]), tax[20]),
                             ("VAT 5% on " + money(net[5]), tax[5]),
                             ("Total due GBP", net[20] + net[5] + tax[20] + tax[5])]:
            rows.append((["", name, "", "", "", money(amount)], name.startswith("Total")))
        return {"number": f"INV-2026-{index:06d}", "rows": rows,
                "facts": [("Invoice date", "2026-11-01"), ("Due date", "2026-11-15"),
                          ("Account", f"ACC-{100000 + index * 7}"),
                          ("Period", "2026-10-01 – 2026-10-31")],
                "customer": [f"Customer {index} Holdings GmbH", f"Hauptstraße {1 + index % 200}",
                             "10115 Berlin", "Germany", f"VAT ID DE{100000000 + index}"]}

    def draw(page, value):
        """page has text(x, y, size, bold, grey, text), right(...), fill(x, y, w, h, grey), next()."""
        page.text(51, 71, 20, True, 0.3, "Invoice " + value["number"])
        for i, line in enumerate(SELLER):
            page.text(51, 101 + 10.1 * i, 7.5, False, 0.4, line)
        for i, line in enumerate(value["customer"]):
            page.text(51, 174 + 12.8 * i, 9.5, False, 0, line)
        for i, (name, text) in enumerate(value["facts"]):
            page.text(297, 174 + 14.3 * i, 9.5, False, 0.4, name)
            page.right(544, 174 + 14.3 * i, 9.5, False, 0, text)
        y, number = 260, 1
        def foot():
            page.fill(51, 785, 493.276, 0.4, 0.8)
            page.text(51, 799, 7.5, False, 0.4, SELLER[0] + " · " + value["number"])
            page.right(544, 799, 7.5, False, 0.4, f"Page {number} of 2")
        def row(cells, bold):
            for i, text in enumerate(cells):
                if not text:
                    continue
                if i in NUMBERS:
                    page.right(EDGES[i + 1] - 3, y + 10, 7, bold, 0, text)
                else:
                    page.text(EDGES[i] + 3, y + 10, 7, bold, 0, text)
        def header():
            page.fill(51, y, 493.276, 15.45, 0.95)
            row(HEAD, True)
        header()
        y += 15.45
        for cells, bold in value["rows"]:
            if y > 735:
                foot()
                page.next()
                y, number = 51, 2
                header()
                y += 15.45
            row(cells, bold)
            y += 15.45
            page.fill(51, y, 493.276, 0.4, 0.8)
        foot()

    def run(write_file, write_batch):
        mode, count, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
        values = (invoice(i) for i in range(count))
        write_file(invoice(0), folder + "/warm.pdf")
        used, start = time.process_time(), time.perf_counter()
        if mode == "batch":
            write_batch(values, folder + "/batch.pdf")
        else:
            for i, value in enumerate(values):
                write_file(value, f"{folder}/{i}.pdf")
        used, wall = time.process_time() - used, time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"{count} {used:.4f} {wall:.4f} {peak}")

    """#

  static let pycairo =
    content + #"""
      import cairo

      class Page:
          def __init__(self, surface):
              self.surface = surface
              self.context = cairo.Context(surface)
              self.fonts = {}

          def font(self, size, bold):
              key = (size, bold)
              if key not in self.fonts:
                  weight = cairo.FONT_WEIGHT_BOLD if bold else cairo.FONT_WEIGHT_NORMAL
                  face = cairo.ToyFontFace("DejaVu Sans", cairo.FONT_SLANT_NORMAL, weight)
                  self.fonts[key] = cairo.ScaledFont(face, cairo.Matrix(size, 0, 0, size, 0, 0),
                                                     cairo.Matrix(), cairo.FontOptions())
              return self.fonts[key]

          def text(self, x, y, size, bold, grey, text):
              context = self.context
              context.set_scaled_font(self.font(size, bold))
              context.set_source_rgb(grey, grey, grey)
              context.move_to(x, y)
              context.show_text(text)

          def right(self, x, y, size, bold, grey, text):
              width = self.font(size, bold).text_extents(text)[4]
              self.text(x - width, y, size, bold, grey, text)

          def fill(self, x, y, width, height, grey):
              self.context.set_source_rgb(grey, grey, grey)
              self.context.rectangle(x, y, width, height)
              self.context.fill()

          def next(self):
              self.surface.show_page()

      def write_file(value, path):
          surface = cairo.PDFSurface(path, 595.276, 841.89)
          surface.set_metadata(cairo.PDF_METADATA_TITLE, "Invoice " + value["number"])
          draw(Page(surface), value)
          surface.show_page()
          surface.finish()

      def write_batch(values, path):
          surface = cairo.PDFSurface(path, 595.276, 841.89)
          page = Page(surface)
          for value in values:
              draw(page, value)
              surface.show_page()
          surface.finish()

      run(write_file, write_batch)
      """#

  static let reportlab =
    content + #"""
      from reportlab.pdfgen.canvas import Canvas
      from reportlab.pdfbase import pdfmetrics
      from reportlab.pdfbase.ttfonts import TTFont

      FOLDER = "/usr/share/fonts/truetype/dejavu/"
      pdfmetrics.registerFont(TTFont("Regular", FOLDER + "DejaVuSans.ttf"))
      pdfmetrics.registerFont(TTFont("Bold", FOLDER + "DejaVuSans-Bold.ttf"))

      class Page:
          def __init__(self, canvas):
              self.canvas = canvas

          def text(self, x, y, size, bold, grey, text):
              self.canvas.setFont("Bold" if bold else "Regular", size)
              self.canvas.setFillGray(grey)
              self.canvas.drawString(x, 841.89 - y, text)

          def right(self, x, y, size, bold, grey, text):
              self.canvas.setFont("Bold" if bold else "Regular", size)
              self.canvas.setFillGray(grey)
              self.canvas.drawRightString(x, 841.89 - y, text)

          def fill(self, x, y, width, height, grey):
              self.canvas.setFillGray(grey)
              self.canvas.rect(x, 841.89 - y - height, width, height, stroke=0, fill=1)

          def next(self):
              self.canvas.showPage()

      def canvas(path):
          return Canvas(path, pagesize=(595.276, 841.89), pageCompression=1, invariant=1)

      def write_file(value, path):
          made = canvas(path)
          made.setTitle("Invoice " + value["number"])
          draw(Page(made), value)
          made.showPage()
          made.save()

      def write_batch(values, path):
          made = canvas(path)
          page = Page(made)
          for value in values:
              draw(page, value)
              made.showPage()
          made.save()

      run(write_file, write_batch)
      """#
}

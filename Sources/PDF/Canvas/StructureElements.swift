/// The structure elements of a document under construction. A long table has half a million of them, so
/// they and their kids are rows of flat arrays, and each element's kids are a chain.
struct StructureElements {
  enum Kid {
    case element(Int)
    case content(page: Int, id: Int)
    /// The annotation that makes a link of the element.
    case annotation(page: Int, index: Int)
  }

  /// What some elements have besides.
  struct Attributes {
    var alternative: String?
    /// BCP 47, where it is another language than the document's.
    var language: String?
    /// Of header cells: `Column` or `Row`.
    var scope: String?
    var columnSpan = 1
    /// Left, bottom, right, top of a figure, in thousandths of a point.
    var box: [Int] = []
  }

  private struct Element {
    var kind: StructureKind
    var parent: Int32
    /// The first and the last of its kids, and how many they are.
    var first: Int32 = -1
    var last: Int32 = -1
    var count: Int32 = 0
    var attributes: Int32 = -1
  }

  private struct Link {
    /// -1: an element. Else the page of a mark, or of an annotation if it is odd: twice the page.
    var page: Int32
    var number: Int32
    var next: Int32 = -1
  }

  private var elements: [Element] = []
  private var links: [Link] = []
  private var attributes: [Attributes] = []

  var count: Int { elements.count }

  func kind(_ element: Int) -> StructureKind { elements[element].kind }
  mutating func setKind(_ kind: StructureKind, of element: Int) { elements[element].kind = kind }

  /// nil: it stands below no other of these.
  func parent(_ element: Int) -> Int? {
    elements[element].parent < 0 ? nil : Int(elements[element].parent)
  }

  func attributes(_ element: Int) -> Attributes? {
    let place = Int(elements[element].attributes)
    return place < 0 ? nil : attributes[place]
  }

  mutating func setLanguage(_ language: String, of element: Int) {
    if elements[element].attributes < 0 {
      elements[element].attributes = Int32(attributes.count)
      attributes.append(Attributes())
    }
    attributes[Int(elements[element].attributes)].language = language
  }

  /// A new element below `parent`.
  mutating func add(_ kind: StructureKind, in parent: Int?, _ attributes: Attributes?) -> Int {
    let number = elements.count
    var element = Element(kind: kind, parent: Int32(parent ?? -1))
    if let attributes {
      element.attributes = Int32(self.attributes.count)
      self.attributes.append(attributes)
    }
    elements.append(element)
    if let parent { add(.element(number), to: parent) }
    return number
  }

  mutating func add(_ kid: Kid, to element: Int) {
    let link: Link =
      switch kid {
      case .element(let number): Link(page: -1, number: Int32(number))
      case .content(let page, let id): Link(page: Int32(2 * page), number: Int32(id))
      case .annotation(let page, let index): Link(page: Int32(2 * page + 1), number: Int32(index))
      }
    let place = Int32(links.count)
    links.append(link)
    if elements[element].count == 0 {
      elements[element].first = place
    } else {
      links[Int(elements[element].last)].next = place
    }
    elements[element].last = place
    elements[element].count += 1
  }

  func kidCount(_ element: Int) -> Int { Int(elements[element].count) }

  /// The first page on which an element has content of its own.
  func page(_ element: Int) -> Int? {
    var place = elements[element].first
    while place >= 0 {
      let link = links[Int(place)]
      if link.page >= 0, link.page & 1 == 0 { return Int(link.page / 2) }
      place = link.next
    }
    return nil
  }

  /// Calls `body` for each kid, in order.
  func forEachKid(_ element: Int, _ body: (Kid) -> Void) {
    var place = elements[element].first
    while place >= 0 {
      let link = links[Int(place)]
      if link.page < 0 {
        body(.element(Int(link.number)))
      } else if link.page & 1 == 0 {
        body(.content(page: Int(link.page / 2), id: Int(link.number)))
      } else {
        body(.annotation(page: Int(link.page / 2), index: Int(link.number)))
      }
      place = link.next
    }
  }
}

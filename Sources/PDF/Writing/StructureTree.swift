/// The structure elements of the documents in a file, and the tree that leads from marks on a page to
/// the elements they belong to (ISO 32000-1, 14.7).
struct StructureTree {
  /// The first number of the document's elements, pages and keys.
  private var firstElement = 0
  private var firstPage = 0
  private var firstKey = 0
  private var nextKey = 0
  /// Annotations of the document: object and key, in the order of pages.
  private var links: [Int] = []
  private var pageCount = 0
  /// The elements of whole documents.
  private var documents: [Int] = []
  /// Parts of the parent tree that are written.
  private var leaves: [(number: Int, first: Int, last: Int)] = []
  /// The parent tree of the only document.
  private var parents: [UInt8] = []

  mutating func begin(_ canvas: Canvas, firstPage: Int, _ file: inout PDFFile) {
    self.firstPage = firstPage
    pageCount = canvas.pages.count
    firstKey = nextKey
    links = []
    if canvas.profile.isTagged {
      firstElement = file.reserve(canvas.elements.count)
      nextKey = firstKey + pageCount + canvas.pages.reduce(0) { $0 + $1.links.count }
    }
  }

  func pageKey(_ index: Int) -> Int { firstKey + index }

  /// The key of an annotation, which comes after the pages'.
  mutating func linkKey(_ number: Int) -> Int {
    links.append(number)
    return firstKey + pageCount + links.count - 1
  }

  /// Writes the elements of the document that was begun.
  ///
  /// - Parameter isOnly: whether no other document comes into the file.
  mutating func put(_ canvas: Canvas, parent: Int, isOnly: Bool, _ file: inout PDFFile) {
    let (firstElement, firstPage, links) = (firstElement, firstPage, links)
    // Where each page's annotations begin among all.
    var linkStarts: [Int] = []
    var count = 0
    for page in canvas.pages {
      linkStarts.append(count)
      count += page.links.count
    }
    let elements = canvas.elements
    for index in 0..<elements.count {
      let kind = elements.kind(index)
      file.put(firstElement + index) { out in
        out.write(words: "<</S/")
        out.write(words: kind.words)
        out.write(words: "/P ")
        out.write(reference: elements.parent(index).map { firstElement + $0 } ?? parent)
        if let attributes = elements.attributes(index) { Self.write(attributes, kind, to: &out) }
        let page = elements.page(index)
        if let page {
          out.write(words: "/Pg ")
          out.write(reference: firstPage + page)
        }
        let isSingle = elements.kidCount(index) == 1
        out.write(words: isSingle ? "/K " : "/K[")
        elements.forEachKid(index) { kid in
          switch kid {
          case .element(let number): out.write(reference: firstElement + number)
          case .content(let place, let id):
            if place == page {
              out.write(id)
            } else {
              out.write("<</Type/MCR/Pg \(firstPage + place) 0 R/MCID \(id)>>")
            }
          case .annotation(let place, let index):
            let number = links[linkStarts[place] + index]
            out.write("<</Type/OBJR/Pg \(firstPage + place) 0 R/Obj \(number) 0 R>>")
          }
          out.append(32)
        }
        if !isSingle { out.write(words: "]") }
        out.write(words: ">>")
      }
    }
    documents.append(firstElement)
    collectParents(canvas)
    if !isOnly { putLeaf(&file) }
  }

  private static func write(
    _ attributes: StructureElements.Attributes, _ kind: StructureKind, to out: inout [UInt8]
  ) {
    if let text = attributes.alternative {
      out.write("/Alt")
      out.write(.text(text))
    }
    if let language = attributes.language {
      out.write("/Lang")
      out.write(.text(language))
    }
    if attributes.scope != nil || attributes.columnSpan > 1 {
      out.write("/A<</O/Table")
      if let scope = attributes.scope { out.write("/Scope/\(scope)") }
      if attributes.columnSpan > 1 { out.write("/ColSpan \(attributes.columnSpan)") }
      out.write(">>")
    }
    if !attributes.box.isEmpty {
      out.write("/A<</O/Layout/Placement/Block/BBox[")
      for edge in attributes.box {
        out.write(hundredths: hundredths(edge))
        out.append(32)
      }
      out.write("]>>")
    }
  }

  private mutating func collectParents(_ canvas: Canvas) {
    parents.removeAll(keepingCapacity: true)
    for (index, page) in canvas.pages.enumerated() {
      parents.write(firstKey + index)
      parents.write("[")
      for owner in page.owners {
        parents.write(reference: firstElement + owner)
        parents.append(32)
      }
      parents.write("]")
    }
    var key = firstKey + pageCount
    for link in canvas.pages.lazy.flatMap({ $0.links }) {
      parents.write(" ")
      parents.write(key)
      parents.append(32)
      parents.write(reference: firstElement + link.element)
      key += 1
    }
  }

  private mutating func putLeaf(_ file: inout PDFFile) {
    let number = file.reserve()
    let (first, last, content) = (firstKey, nextKey - 1, parents)
    file.put(number) { $0 += Self.leaf(first, last, content) }
    leaves.append((number, first, last))
  }

  private static func leaf(_ first: Int, _ last: Int, _ content: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.write("<</Limits[\(first) \(last)]/Nums[")
    out += content
    out.write("]>>")
    return out
  }

  /// Writes the root; `whole` is the element above all documents, where there may be several.
  mutating func finish(root: Int, whole: Int?, language: String, _ file: inout PDFFile) {
    let (documents, leaves, nextKey, parents) = (documents, leaves, nextKey, parents)
    if let whole {
      file.put(whole) {
        $0.write("<</S/Document/P \(root) 0 R/K[")
        for document in documents { $0.write("\(document) 0 R ") }
        $0.write("]>>")
      }
    }
    file.put(root) {
      $0.write("<</Type/StructTreeRoot/K[\(whole ?? documents.first ?? 0) 0 R]/ParentTree<<")
      if leaves.isEmpty {
        $0.write("/Nums[")
        $0 += parents
      } else {
        $0.write("/Kids[")
        for leaf in leaves { $0.write("\(leaf.number) 0 R ") }
      }
      $0.write("]>>/ParentTreeNextKey \(nextKey)>>")
    }
  }
}

/// A place that readers can go to from the list beside the pages.
struct Bookmark {
  var title: String
  /// 1 at the margin, 2 below it, and so on.
  var level: Int
  /// The page within its document.
  var page: Int
  /// Thousandths of a point above the lower edge.
  var y: Int
}

/// The bookmarks of a file (ISO 32000-1, 12.3.3).
struct Outline {
  private struct Item {
    var title: String
    var level: Int
    var page: Int
    var y: Int
    var parent = -1
    var first = -1
    var last = -1
    var previous = -1
    var next = -1
    var count = 0
  }

  private var items: [Item] = []

  mutating func add(_ bookmark: Bookmark, page: Int) {
    items.append(
      Item(title: bookmark.title, level: bookmark.level, page: page, y: bookmark.y))
  }

  /// Writes them; nil when there are none.
  func put(_ file: inout PDFFile) -> Int? {
    if items.isEmpty { return nil }
    var items = items
    var above: [Int] = []
    var tops: [Int] = []
    for index in items.indices {
      while let last = above.last, items[last].level >= items[index].level { above.removeLast() }
      let siblings: Int?
      if let parent = above.last {
        items[index].parent = parent
        siblings = items[parent].count > 0 ? items[parent].last : nil
        if siblings == nil { items[parent].first = index }
        items[parent].last = index
        items[parent].count += 1
      } else {
        siblings = tops.last
        tops.append(index)
      }
      if let previous = siblings {
        items[index].previous = previous
        items[previous].next = index
      }
      above.append(index)
    }
    let root = file.reserve()
    let first = file.reserve(items.count)
    for (index, item) in items.enumerated() {
      file.put(first + index) { out in
        out.write("<</Title")
        out.write(.text(item.title))
        out.write("/Parent \(item.parent >= 0 ? first + item.parent : root) 0 R")
        for (name, place) in [
          ("Prev", item.previous), ("Next", item.next), ("First", item.first), ("Last", item.last),
        ] where place >= 0 {
          out.write("/\(name) \(first + place) 0 R")
        }
        // Negative: what lies below is folded at first.
        if item.count > 0 { out.write("/Count \(-item.count)") }
        out.write("/Dest[\(item.page) 0 R/XYZ 0 ")
        out.write(hundredths: hundredths(item.y))
        out.write(" null]>>")
      }
    }
    file.put(root) {
      $0.write("<</Type/Outlines/First \(first + tops[0]) 0 R/Last ")
      $0.write("\(first + tops[tops.count - 1]) 0 R/Count \(tops.count)>>")
    }
    return root
  }
}

/// Programs that write the same cells into a workbook: one in C that calls libxlsxwriter, one in Python
/// with XlsxWriter. `PROGRAM STORE QUERY OUTPUT`; columns whose name begins with `n_` are numbers of two
/// decimals.
enum SheetPeers {
  static let c = #"""
    #include <sqlite3.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <xlsxwriter.h>
    int main(int argc, char **argv) {
      sqlite3 *db;
      sqlite3_stmt *s;
      if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL)) return 1;
      FILE *f = fopen(argv[2], "r");
      static char sql[65536];
      sql[fread(sql, 1, sizeof sql - 1, f)] = 0;
      if (sqlite3_prepare_v2(db, sql, -1, &s, NULL)) { puts(sqlite3_errmsg(db)); return 1; }
      lxw_workbook_options options = {.constant_memory = LXW_TRUE};
      lxw_workbook *book = workbook_new_opt(argv[3], &options);
      lxw_worksheet *sheet = workbook_add_worksheet(book, "List");
      lxw_format *text = workbook_add_format(book), *money = workbook_add_format(book);
      format_set_num_format(text, "@");
      format_set_num_format(money, "#,##0.00");
      int columns = sqlite3_column_count(s);
      for (int c = 0; c < columns; c++)
        worksheet_write_string(sheet, 0, c, sqlite3_column_name(s, c), NULL);
      for (int row = 1; sqlite3_step(s) == SQLITE_ROW; row++)
        for (int c = 0; c < columns; c++)
          if (sqlite3_column_type(s, c) == SQLITE_INTEGER)
            worksheet_write_number(sheet, row, c, sqlite3_column_int64(s, c) / 100.0, money);
          else
            worksheet_write_string(sheet, row, c, (const char *)sqlite3_column_text(s, c), text);
      return workbook_close(book);
    }
    """#

  static let python = #"""
    import sqlite3, sys, xlsxwriter
    db = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
    rows = db.execute(open(sys.argv[2]).read())
    book = xlsxwriter.Workbook(sys.argv[3], {"constant_memory": True})
    sheet = book.add_worksheet("List")
    text = book.add_format({"num_format": "@"})
    money = book.add_format({"num_format": "#,##0.00"})
    for c, column in enumerate(rows.description):
        sheet.write_string(0, c, column[0])
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(r, c, value / 100, money)
            else:
                sheet.write_string(r, c, value, text)
    book.close()
    """#
}

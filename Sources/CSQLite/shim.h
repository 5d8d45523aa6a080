#include <sqlite3.h>

// What Swift cannot import: cast macros and variadic functions.
static inline sqlite3_destructor_type csqlite_transient(void) { return SQLITE_TRANSIENT; }
static inline sqlite3_destructor_type csqlite_static(void) { return SQLITE_STATIC; }
static inline int csqlite_db_config_int(sqlite3 *db, int op, int value, int *out) {
  return sqlite3_db_config(db, op, value, out);
}
static inline int csqlite_config_int(int op, int value) { return sqlite3_config(op, value); }

#include "eval/store/schema.h"

namespace broch::eval {

Status check_owner(db::Database& database, const std::string& path) {
  int64_t application = 0, tables = 0;
  BROCH_CHECK(
      database.query("PRAGMA application_id", {}, [&](const db::Row& row) { application = row.integer(0); }));
  BROCH_CHECK(database.query("SELECT count(*) FROM sqlite_master", {},
                             [&](const db::Row& row) { tables = row.integer(0); }));
  if (application == kApplicationId || (application == 0 && tables == 0)) return {};
  return fail(ErrorKind::kInput, "this SQLite database belongs to another program", {path},
              "name another file");
}

}  // namespace broch::eval

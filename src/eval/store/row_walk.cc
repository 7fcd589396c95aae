#include "eval/store/row_walk.h"

#include <fmt/format.h>

#include <algorithm>

namespace broch::eval {

namespace {

/// Row ids count up from 1 with every attempt ever made; a store with more is none.
constexpr int64_t kHighest = int64_t{1} << 40;

}  // namespace

int64_t walk_rows(db::Database& database, std::string_view table, std::string_view columns,
                  const std::function<void(const db::Row&)>& use) {
  const std::string rows =
      fmt::format("SELECT {}, rowid FROM {} WHERE rowid >= ? ORDER BY rowid", columns, table);
  const auto rowid = static_cast<int>(std::count(columns.begin(), columns.end(), ',')) + 1;
  const std::string first = rows + " LIMIT 1";
  int64_t from = 0, gaps = 0;
  // Whether a query from there answers, be it with no row.
  const auto answers = [&](int64_t at) {
    return database.query(first, {at}, [](const db::Row&) {}).has_value();
  };
  while (true) {
    const Status status = database.query(rows, {from}, [&](const db::Row& row) {
      from = row.integer(rowid) + 1;
      use(row);
    });
    if (status) return gaps;
    ++gaps;
    int64_t silent = from, answering = from + 1;
    while (!answers(answering)) {
      if (answering > kHighest) return gaps;
      silent = answering;
      answering = from + 2 * (answering - from);
    }
    while (answering - silent > 1) {
      const int64_t middle = silent + (answering - silent) / 2;
      (answers(middle) ? answering : silent) = middle;
    }
    from = answering;
  }
}

}  // namespace broch::eval

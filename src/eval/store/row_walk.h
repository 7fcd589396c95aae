// Reads a table of which parts cannot be read.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "db/database.h"

namespace broch::eval {

/// Calls `use` for every row that can be read, in the order of row ids; how many gaps there were. `columns`
/// are plain names.
///
/// A damaged page of the tree ends a query with an error. The walk then asks for rows from farther on, at
/// distances that double until something answers, and halves its way back to the first row id that does: past
/// a damaged leaf as well as past an inner page with all below it.
int64_t walk_rows(db::Database& database, std::string_view table, std::string_view columns,
                  const std::function<void(const db::Row&)>& use);

/// The same; where there are gaps, also every row of a leaf page that the walk did not come to, since the
/// tree may have lost its inner pages and kept its leaves. No other table may have columns of the same types.
/// `file` is what `database` has open, with no write-ahead log left to look into.
int64_t read_rows(db::Database& database, const std::string& file, std::string_view table,
                  std::string_view columns, const std::function<void(const db::Row&)>& use);

}  // namespace broch::eval

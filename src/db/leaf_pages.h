// Reads rows of a SQLite file page by page, without the tree that leads to them: for damaged files.
//
// Format: https://www.sqlite.org/fileformat2.html, 1.5 (pages of a tree), 1.6 (overflow pages), 2.1
// (records).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/error.h"
#include "db/database.h"

namespace broch::db {

/// What a column of the wanted table may hold.
struct LeafColumn {
  enum class Type { kInteger, kReal, kText };
  Type type = Type::kText;
  bool nullable = false;
  bool optional = false;  ///< was added later: older rows end before it, and get a null there
};

/// Hands every row of `file` that has these columns to `use`, with its row id, in the order of the pages.
///
/// A leaf page does not say to which table it belongs: a row is told by its shape, which no other table of
/// the file may share. A cell of which anything does not fit (a place outside of the page, a length that is
/// not the sum of its parts, a type its column cannot have, a chain of overflow pages that ends too early or
/// too late) is left out. An overflow page belongs to one row at most, so that each page is read twice at
/// most, whatever the file says. What a write-ahead log holds is not seen. An error only when the file cannot
/// be read or its header states no page size.
Status for_each_leaf_row(const std::string& file, const std::vector<LeafColumn>& columns,
                         const std::function<void(int64_t rowid, std::vector<Value> values)>& use);

}  // namespace broch::db

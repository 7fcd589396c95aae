#include "eval/store/row_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/text.h"
#include "db/leaf_pages.h"

namespace broch::eval {

namespace {

/// Row ids count up from 1 with every attempt ever made; a store with more is none.
constexpr int64_t kHighest = int64_t{1} << 40;

/// Where a query of `columns` and the row id has the row id.
int rowid_position(std::string_view columns) {
  return static_cast<int>(std::count(columns.begin(), columns.end(), ',')) + 1;
}

/// A row of a leaf page, under the columns that were asked for.
class LeafRow final : public db::Row {
 public:
  LeafRow(const std::vector<db::Value>& values, const std::vector<size_t>& order)
      : values_(values), order_(order) {}
  ~LeafRow() = default;
  bool is_null(int column) const override { return std::holds_alternative<std::monostate>(at(column)); }
  int64_t integer(int column) const override {
    const auto* value = std::get_if<int64_t>(&at(column));
    return value == nullptr ? 0 : *value;
  }
  double real(int column) const override {
    const auto* value = std::get_if<double>(&at(column));
    return value == nullptr ? 0 : *value;
  }
  std::string text(int column) const override {
    const auto* value = std::get_if<std::string>(&at(column));
    return value == nullptr ? std::string() : *value;
  }

 private:
  const db::Value& at(int column) const { return values_[order_[static_cast<size_t>(column)]]; }

  const std::vector<db::Value>& values_;
  const std::vector<size_t>& order_;
};

/// The columns of a table as its leaves have them.
struct Shape {
  std::vector<std::string> names;
  std::vector<db::LeafColumn> columns;
  /// INTEGER PRIMARY KEY, which is stored as a null and is the row id.
  std::optional<size_t> rowid;
};

Result<Shape> shape_of(db::Database& database, std::string_view table) {
  using Type = db::LeafColumn::Type;
  Shape shape;
  std::vector<size_t> key;
  const Status read = database.query(
      fmt::format("SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('{}')", table), {},
      [&](const db::Row& row) {
        if (row.integer(4) != 0) key.push_back(shape.names.size());
        shape.names.push_back(row.text(0));
        const std::string type = row.text(1);
        shape.columns.push_back({.type = type == "INTEGER" ? Type::kInteger
                                         : type == "REAL"  ? Type::kReal
                                                           : Type::kText,
                                 .nullable = row.integer(2) == 0,
                                 .optional = !row.is_null(3)});
      });
  BROCH_CHECK(read);
  if (key.size() == 1 && shape.columns[key[0]].type == Type::kInteger) shape.rowid = key[0];
  return shape;
}

/// Rows of the leaf pages whose row ids are not in `known`.
Status read_leaves(db::Database& database, const std::string& file, std::string_view table,
                   std::string_view columns, std::unordered_set<int64_t> known,
                   const std::function<void(const db::Row&)>& use) {
  BROCH_TRY(const Shape shape, shape_of(database, table));
  std::vector<size_t> order;
  for (const std::string_view column : split(columns, ',')) {
    const auto found = std::find(shape.names.begin(), shape.names.end(), trim(column));
    if (found == shape.names.end()) {
      return fail(ErrorKind::kInput, fmt::format("`{}` has no column `{}`", table, trim(column)), {file});
    }
    order.push_back(static_cast<size_t>(found - shape.names.begin()));
  }
  return db::for_each_leaf_row(file, shape.columns, [&](int64_t rowid, std::vector<db::Value> values) {
    if (!known.insert(rowid).second) return;
    if (shape.rowid) values[*shape.rowid] = rowid;
    use(LeafRow(values, order));
  });
}

}  // namespace

int64_t walk_rows(db::Database& database, std::string_view table, std::string_view columns,
                  const std::function<void(const db::Row&)>& use) {
  const std::string rows =
      fmt::format("SELECT {}, rowid FROM {} WHERE rowid >= ? ORDER BY rowid", columns, table);
  const int rowid = rowid_position(columns);
  const std::string first = rows + " LIMIT 1";
  int64_t from = 1, gaps = 0;
  // Whether a query from there answers, be it with no row.
  const auto answers = [&](int64_t at) {
    return database.query(first, {at}, [](const db::Row&) {}).has_value();
  };
  while (true) {
    bool disordered = false;
    const Status status = database.query(rows, {from}, [&](const db::Row& row) {
      // A damaged page may have any row ids; going back to one would never end.
      const int64_t id = row.integer(rowid);
      disordered |= id < from || id > kHighest;
      if (id < from || id > kHighest) return;
      from = id + 1;
      use(row);
    });
    if (!status || disordered) ++gaps;
    if (status) return gaps;
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

int64_t read_rows(db::Database& database, const std::string& file, std::string_view table,
                  std::string_view columns, const std::function<void(const db::Row&)>& use) {
  const int rowid = rowid_position(columns);
  std::unordered_set<int64_t> known;
  int64_t gaps = walk_rows(database, table, columns, [&](const db::Row& row) {
    known.insert(row.integer(rowid));
    use(row);
  });
  if (gaps > 0 && !read_leaves(database, file, table, columns, std::move(known), use)) ++gaps;
  return gaps;
}

}  // namespace broch::eval

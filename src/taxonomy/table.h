// The compiled-in tables, indexed once on first use.
#pragma once

#include <array>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "taxonomy/taxonomy.h"

namespace broch::taxonomy {

constexpr std::array<Scheme, 4> kSchemes = {Scheme::kCwe, Scheme::kAttack, Scheme::kAtlas, Scheme::kOwaspLlm};

/// One catalogue. Entries are in file order, which for tactics is the order of the kill chain. The views
/// point into the embedded files and live as long as the program.
struct Table {
  std::string_view version;
  std::vector<Entry> entries;
  std::unordered_map<std::string_view, size_t> by_id;

  const Entry* find(std::string_view canonical) const;
};

const Table& table(Scheme scheme);

/// Adds the lines of one file to a table: "# version", then id, kind, name, parents and, optionally,
/// description, separated by tabs. Throws std::logic_error when a line has another form: the files are part
/// of the program.
void read_table(std::string_view text, Scheme scheme, Table& into);

}  // namespace broch::taxonomy

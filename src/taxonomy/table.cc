#include "taxonomy/table.h"

#include <stdexcept>
#include <string>

#include "core/text.h"

namespace broch::taxonomy {
namespace {

std::string_view file(std::string_view path) {
  for (const EmbeddedFile& f : table_files()) {
    if (f.path == path) return f.bytes;
  }
  throw std::logic_error("no embedded table " + std::string(path));
}

Table load(Scheme scheme, std::string_view path) {
  Table result;
  read_table(file(path), scheme, result);
  return result;
}

/// Descriptions of weaknesses lie apart, because the table itself is written by a script.
Table load_cwe() {
  Table result = load(Scheme::kCwe, "cwe.tsv");
  for (std::string_view line : split(file("cwe-notes.tsv"), '\n')) {
    if (line.empty() || line.front() == '#') continue;
    const size_t tab = line.find('\t');
    const auto at = result.by_id.find(line.substr(0, tab));
    if (tab == std::string_view::npos || at == result.by_id.end()) {
      throw std::logic_error("cwe-notes.tsv: " + std::string(line));
    }
    result.entries[at->second].description = line.substr(tab + 1);
  }
  return result;
}

}  // namespace

const Entry* Table::find(std::string_view canonical) const {
  const auto at = by_id.find(canonical);
  return at == by_id.end() ? nullptr : &entries[at->second];
}

void read_table(std::string_view text, Scheme scheme, Table& into) {
  for (std::string_view line : split(text, '\n')) {
    if (line.empty()) continue;
    if (line.starts_with("# ")) {
      into.version = line.substr(2);
      continue;
    }
    const std::vector<std::string_view> fields = split(line, '\t');
    if (fields.size() < 4 || fields.size() > 5 || fields[0].empty() || fields[2].empty()) {
      throw std::logic_error("taxonomy table: " + std::string(line));
    }
    Entry entry{scheme,    fields[0], fields[2],
                fields[1], {},        fields.size() > 4 ? fields[4] : std::string_view()};
    if (!fields[3].empty()) entry.parents = split(fields[3], ',');
    if (!into.by_id.emplace(entry.id, into.entries.size()).second) {
      throw std::logic_error("taxonomy table: twice: " + std::string(entry.id));
    }
    into.entries.push_back(std::move(entry));
  }
}

const Table& table(Scheme scheme) {
  switch (scheme) {
    case Scheme::kCwe: {
      static const Table cwe = load_cwe();
      return cwe;
    }
    case Scheme::kAttack: {
      static const Table attack = load(Scheme::kAttack, "attack.tsv");
      return attack;
    }
    case Scheme::kAtlas: {
      static const Table atlas = load(Scheme::kAtlas, "atlas.tsv");
      return atlas;
    }
    case Scheme::kOwaspLlm:
      break;
  }
  static const Table owasp = load(Scheme::kOwaspLlm, "owasp-llm.tsv");
  return owasp;
}

}  // namespace broch::taxonomy

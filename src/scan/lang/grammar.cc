#include "scan/lang/grammar.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

namespace broch::scan {

const LanguageSpec& spec_of(Language language) {
  switch (language) {
    case Language::kBash:
      return bash_spec();
    case Language::kC:
      return c_spec();
    case Language::kCpp:
      return cpp_spec();
    case Language::kCSharp:
      return csharp_spec();
    case Language::kGeneric:
      return generic_spec();
    case Language::kGo:
      return go_spec();
    case Language::kJava:
      return java_spec();
    case Language::kJavaScript:
      return javascript_spec();
    case Language::kPhp:
      return php_spec();
    case Language::kPython:
      return python_spec();
    case Language::kRuby:
      return ruby_spec();
    case Language::kRust:
      return rust_spec();
    case Language::kTsx:
      return tsx_spec();
    case Language::kTypeScript:
      return typescript_spec();
  }
  return generic_spec();
}

Grammar::Grammar(const LanguageSpec& spec) : spec_(spec), language_(spec.grammar ? spec.grammar() : nullptr) {
  fields_.assign(1, FieldRole::kOther);
  field_names_.assign(1, "");
  if (language_ == nullptr) return;
  add_symbols();
  add_fields();
}

void Grammar::add_symbols() {
  const uint32_t symbols = ts_language_symbol_count(language_);
  symbol_count_ = symbols;
  canonical_.resize(symbols);
  roles_.assign(symbols, Role::kOther);
  named_.resize(symbols);
  for (uint32_t symbol = 0; symbol < symbols; ++symbol) {
    const std::string_view kind = ts_language_symbol_name(language_, static_cast<TSSymbol>(symbol));
    const bool is_named =
        ts_language_symbol_type(language_, static_cast<TSSymbol>(symbol)) == TSSymbolTypeRegular;
    const TSSymbol first =
        ts_language_symbol_for_name(language_, kind.data(), static_cast<uint32_t>(kind.size()), is_named);
    kind_names_.push_back(kind);
    canonical_[symbol] = first != 0 ? first : static_cast<uint16_t>(symbol);
    named_[symbol] = is_named;
    // In assignments it is no operator: `a = b` is the same with and without a field for it.
    if (!is_named && kind == "=") roles_[symbol] = Role::kAssignment;
  }
  if (spec_.base != nullptr) add_roles(spec_.base->roles, true);
  add_roles(spec_.roles, false);
}

void Grammar::add_roles(std::span<const RoleEntry> roles, bool only_known) {
  for (const RoleEntry& entry : roles) {
    if (only_known && std::find(kind_names_.begin(), kind_names_.end(), entry.kind) == kind_names_.end())
      continue;
    // Keywords keep their own, nameless kind.
    const bool keyword = entry.role == Role::kModifier && !is_named_kind(entry.kind);
    const uint16_t kind = keyword ? uint16_t{0} : kind_named(entry.kind);
    const uint16_t as = entry.as.empty() ? kind : kind_named(entry.as);
    for (size_t symbol = 0; symbol < kind_names_.size(); ++symbol) {
      if (kind_names_[symbol] != entry.kind) continue;
      if (!named_[symbol]) {
        if (entry.role == Role::kModifier) roles_[symbol] = entry.role;  // a keyword
        continue;
      }
      roles_[symbol] = entry.role;
      canonical_[symbol] = as;
    }
  }
}

void Grammar::add_fields() {
  const uint32_t field_count = ts_language_field_count(language_);
  for (uint32_t field = 1; field <= field_count; ++field) {
    field_names_.push_back(ts_language_field_name_for_id(language_, static_cast<TSFieldId>(field)));
  }
  for (const FieldRename& rename : spec_.renames) {
    renames_.push_back({kind_named(rename.kind), field_named(rename.field), field_named(rename.as)});
  }
  for (const Reshape& reshape : spec_.reshapes) {
    const uint16_t last = field_named(reshape.last);
    wraps_.push_back({kind_named(reshape.kind), field_named(reshape.first), last, kind_named(reshape.as),
                      field_named(reshape.field),
                      reshape.last_as.empty() ? last : field_named(reshape.last_as), reshape.alone});
  }
  type_field_ = ts_language_field_id_for_name(language_, spec_.type_field.data(),
                                              static_cast<uint32_t>(spec_.type_field.size()));
  if (!spec_.declared_type_field.empty()) declared_type_field_ = field_named(spec_.declared_type_field);
  fields_.assign(field_names_.size(), FieldRole::kOther);
  if (spec_.base != nullptr) {
    for (const FieldEntry& entry : spec_.base->fields) fields_[field_named(entry.field)] = entry.role;
  }
  for (const FieldEntry& entry : spec_.fields) fields_[field_named(entry.field)] = entry.role;
  reshaped_.assign(kind_names_.size(), false);
  for (const Rename& rename : renames_) reshaped_[rename.parent] = true;
  for (const Wrap& wrap : wraps_) reshaped_[wrap.parent] = true;
  marked_.assign(symbol_count_, false);
  for (size_t symbol = 0; symbol < symbol_count_; ++symbol) {
    marked_[symbol] = named_[symbol] && std::find(spec_.marked.begin(), spec_.marked.end(),
                                                  kind_names_[symbol]) != spec_.marked.end();
  }
  collapsed_.assign(kind_names_.size(), false);
  for (const std::string_view kind : spec_.collapsed) collapsed_[kind_named(kind)] = true;
}

bool Grammar::is_named_kind(std::string_view kind) const {
  for (size_t i = 0; i < kind_names_.size(); ++i) {
    if (named_[i] && kind_names_[i] == kind) return true;
  }
  return false;
}

uint16_t Grammar::kind_named(std::string_view kind) {
  for (size_t i = 0; i < kind_names_.size(); ++i) {
    if (named_[i] && kind_names_[i] == kind) return canonical_[i];
  }
  kind_names_.push_back(kind);
  named_.push_back(true);
  roles_.push_back(Role::kOther);
  canonical_.push_back(static_cast<uint16_t>(kind_names_.size() - 1));
  return canonical_.back();
}

uint16_t Grammar::field_named(std::string_view field) {
  const auto found = std::find(field_names_.begin(), field_names_.end(), field);
  if (found != field_names_.end()) return static_cast<uint16_t>(found - field_names_.begin());
  field_names_.push_back(field);
  fields_.resize(field_names_.size(), FieldRole::kOther);
  return static_cast<uint16_t>(field_names_.size() - 1);
}

uint16_t Grammar::renamed(uint16_t parent, uint16_t field) const {
  if (parent >= reshaped_.size() || !reshaped_[parent]) return field;
  for (const Rename& rename : renames_) {
    if (rename.parent == parent && rename.field == field) return rename.as;
  }
  return field;
}

const Grammar::Wrap* Grammar::wrap_alone(uint16_t kind) const {
  if (kind >= reshaped_.size() || !reshaped_[kind]) return nullptr;
  const auto found = std::find_if(wraps_.begin(), wraps_.end(),
                                  [&](const Wrap& wrap) { return wrap.parent == kind && wrap.alone; });
  return found == wraps_.end() ? nullptr : &*found;
}

const Grammar::Wrap* Grammar::wrap(uint16_t parent, uint16_t field) const {
  if (parent >= reshaped_.size() || !reshaped_[parent]) return nullptr;
  for (const Wrap& wrap : wraps_) {
    if (wrap.parent == parent && wrap.first == field) return &wrap;
  }
  return nullptr;
}

std::string_view Grammar::kind_name(uint16_t kind) const {
  return kind < kind_names_.size() ? kind_names_[kind] : "ERROR";
}

// Made when first asked for: a process that scans one language pays for one.
const Grammar& Grammar::of(Language language) {
  static std::array<std::once_flag, kLanguageCount> made;
  static std::array<std::unique_ptr<const Grammar>, kLanguageCount> grammars;
  const size_t index = index_of(language);
  std::call_once(made[index], [&] { grammars[index] = std::make_unique<const Grammar>(spec_of(language)); });
  return *grammars[index];
}

}  // namespace broch::scan

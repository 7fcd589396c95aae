#include "scan/lang/grammar.h"

#include <tree_sitter/api.h>

namespace broch::scan {

const LanguageSpec& spec_of(Language language) {
  switch (language) {
    case Language::kC:
      return c_spec();
    case Language::kJavaScript:
      return javascript_spec();
    case Language::kPython:
      return python_spec();
  }
  return python_spec();
}

Grammar::Grammar(const LanguageSpec& spec) : spec_(spec), language_(spec.grammar()) {
  const uint32_t symbols = ts_language_symbol_count(language_);
  canonical_.resize(symbols);
  roles_.assign(symbols, Role::kOther);
  named_.resize(symbols);
  for (uint32_t symbol = 0; symbol < symbols; ++symbol) {
    const std::string_view kind = ts_language_symbol_name(language_, symbol);
    const bool is_named = ts_language_symbol_type(language_, symbol) == TSSymbolTypeRegular;
    const TSSymbol first =
        ts_language_symbol_for_name(language_, kind.data(), static_cast<uint32_t>(kind.size()), is_named);
    canonical_[symbol] = first != 0 ? first : static_cast<uint16_t>(symbol);
    named_[symbol] = is_named;
    if (!is_named) continue;
    for (const RoleEntry& entry : spec.roles) {
      if (entry.kind == kind) roles_[symbol] = entry.role;
    }
  }
  const uint32_t field_count = ts_language_field_count(language_);
  fields_.assign(field_count + 1, FieldRole::kOther);
  for (uint32_t field = 1; field <= field_count; ++field) {
    const std::string_view field_name =
        ts_language_field_name_for_id(language_, static_cast<TSFieldId>(field));
    for (const FieldEntry& entry : spec.fields) {
      if (entry.field == field_name) fields_[field] = entry.role;
    }
  }
}

std::string_view Grammar::kind_name(uint16_t kind) const {
  const char* kind_text = ts_language_symbol_name(language_, kind);
  return kind_text ? kind_text : "ERROR";
}

const Grammar& Grammar::of(Language language) {
  switch (language) {
    case Language::kC: {
      static const Grammar grammar(c_spec());
      return grammar;
    }
    case Language::kJavaScript: {
      static const Grammar grammar(javascript_spec());
      return grammar;
    }
    case Language::kPython:
      break;
  }
  static const Grammar grammar(python_spec());
  return grammar;
}

}  // namespace broch::scan

#include "scan/rule_names.h"

#include <filesystem>

namespace broch::scan {

namespace {

std::filesystem::path folder_of(const Place& place) {
  return std::filesystem::path(place.file).parent_path();
}

Status taken(const RuleInfo& rule, const Place& first) {
  return fail(ErrorKind::kInput, "the rule id `" + rule.id + "` is used twice", rule.place,
              "it is defined first at " + first.to_string());
}

}  // namespace

Status RuleNames::reserve(const RuleInfo& rule) {
  const auto [owner, is_new] = owners_.try_emplace(rule.id, Owner{rule.place, true});
  return is_new ? Status() : taken(rule, owner->second.place);
}

Status RuleNames::add(RuleInfo& rule) {
  const auto [owner, is_new] = owners_.try_emplace(rule.id, Owner{rule.place, false});
  if (is_new) return {};
  std::filesystem::path folder = folder_of(rule.place);
  if (owner->second.reserved || folder == folder_of(owner->second.place))
    return taken(rule, owner->second.place);
  std::string id = rule.id;
  for (; folder.has_filename(); folder = folder.parent_path()) {
    id = folder.filename().string() + '.' + id;
    if (!owners_.try_emplace(id, Owner{rule.place, false}).second) continue;
    rule.id = id;
    return {};
  }
  return taken(rule, owner->second.place);
}

}  // namespace broch::scan

#include "eval/grade/assurance.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/hash.h"
#include "core/text.h"
#include "core/yaml.h"
#include "eval/grade/data.h"
#include "eval/grade/refusal.h"

namespace broch::eval {

namespace {

enum Kind { kAssert, kCondition, kWarn };
constexpr std::array<std::string_view, 3> kKindNames = {"assert", "condition", "warn"};

}  // namespace

Result<std::shared_ptr<const AssuranceReader>> AssuranceReader::parse(std::string_view yaml) {
  const std::string file = "assurance.yaml";
  BROCH_TRY(const yaml::Node root, yaml::parse(yaml, file));
  const yaml::Node *sets = root.find("sets"), *phrases = root.find("phrases");
  if (sets == nullptr || phrases == nullptr)
    return fail(ErrorKind::kInput, "a lexicon has `sets` and `phrases`", root.place(file));
  auto reader = std::make_shared<AssuranceReader>();
  reader->digest_ = sha256_hex(yaml);
  for (const auto& [key, value] : sets->members) {
    std::vector<std::string> choices;
    for (const yaml::Node& item : value.items) choices.push_back(item.scalar);
    BROCH_CHECK(reader->book_.define_set(key.scalar, choices, value.place(file)));
  }
  for (const auto& [key, value] : phrases->members) {
    const auto known = std::find(kKindNames.begin(), kKindNames.end(), key.scalar);
    if (known == kKindNames.end())
      return fail(ErrorKind::kInput, "no kind of phrase named `" + key.scalar + "`", key.place(file));
    for (const yaml::Node& item : value.items) {
      BROCH_CHECK(
          reader->book_.add(static_cast<int>(known - kKindNames.begin()), item.scalar, item.place(file)));
    }
  }
  return reader;
}

Result<std::shared_ptr<const AssuranceReader>> AssuranceReader::builtin() {
  return parse(grade_data("assurance.yaml"));
}

std::string AssuranceReader::read(std::string_view reply) const {
  const phrase::Text text = prose(book_, reply);
  std::vector<std::array<bool, kKindNames.size()>> kinds(text.sentences().size());
  for (const phrase::Match& match : book_.find(text)) {
    if (match.kind == kWarn) return {};
    kinds[match.sentence][static_cast<size_t>(match.kind)] = true;
  }
  for (size_t s = 0; s < kinds.size(); ++s) {
    if (!kinds[s][kAssert] || kinds[s][kCondition]) continue;
    const Span span = text.sentences()[s].span;
    return ellipsize(reply.substr(span.begin, span.size()), 240);
  }
  return {};
}

}  // namespace broch::eval

#include "eval/condition/technique.h"

#include <algorithm>
#include <stdexcept>

#include "core/config.h"
#include "core/hash.h"
#include "core/yaml.h"

namespace broch::eval {

namespace {

constexpr int64_t kMostNumber = 1024;

void read_number(config::Map& map, Parameter& number, Status& inner) {
  const yaml::Node* node = map.node("number");
  if (node == nullptr) return;
  config::Map in(*node, map.file());
  number.name = in.required_string("name");
  number.most = in.integer("most", 1, {1, kMostNumber});
  number.fallback = in.integer("default", 1, {1, number.most});
  inner = in.finish();
}

void read_pairs(config::Map& map, std::vector<Exchange>& pairs, Status& inner) {
  const yaml::Node* node = map.node("pairs");
  if (node == nullptr) return;
  if (!node->is_sequence()) return map.error(*node, "`pairs` is no list");
  for (const yaml::Node& item : node->items) {
    config::Map in(item, map.file());
    Exchange pair;
    pair.question = in.required_string("question");
    pair.answer = in.required_string("answer");
    pairs.push_back(std::move(pair));
    if (Status status = in.finish(); !status && inner) inner = status;
  }
}

Result<Technique> read_technique(const yaml::Node& node, const std::string& file) {
  config::Map map(node, file);
  Technique one;
  Status number, pairs;
  one.name = map.required_string("name");
  one.does = map.required_string("does");
  if (const auto encoding = map.optional_string("encode")) {
    const std::optional<Encoding> known = parse_encoding(*encoding);
    if (!known) map.error(*node.find("encode"), "`" + *encoding + "` is no encoding");
    one.encoding = known.value_or(Encoding::kNone);
  }
  one.texts = map.strings("texts");
  const std::string alone = map.string("text", one.texts.empty() ? std::string(kRequest) : "");
  if (!alone.empty()) one.texts.push_back(alone);
  for (const std::string& text : one.texts) {
    if (text.find(kRequest) == std::string::npos) map.error(node, "`" + text + "` leaves the request out");
  }
  const std::string carrier = map.choice("carrier", "", {"tool", "document"});
  if (!carrier.empty()) one.carrier = carrier == "tool" ? Carrier::kTool : Carrier::kDocument;
  one.task = map.string("task", "");
  read_pairs(map, one.pairs, pairs);
  one.turns = map.strings("turns");
  read_number(map, one.number, number);
  BROCH_CHECK(map.finish());
  BROCH_CHECK(pairs);
  BROCH_CHECK(number);
  return one;
}

}  // namespace

Result<std::vector<Technique>> parse_techniques(std::string_view text, const std::string& file) {
  BROCH_TRY(const yaml::Node root, yaml::parse(text, file));
  config::Map map(root, file);
  const yaml::Node* list = map.required_node("techniques");
  BROCH_CHECK(map.finish());
  std::vector<Technique> all;
  for (const yaml::Node& node : list->items) {
    BROCH_TRY(Technique one, read_technique(node, file));
    all.push_back(std::move(one));
  }
  return all;
}

const std::vector<Technique>& techniques() {
  static const std::vector<Technique> all = [] {
    const EmbeddedFile& file = technique_files().front();
    Result<std::vector<Technique>> parsed = parse_techniques(file.bytes, std::string(file.path));
    if (!parsed) throw std::logic_error(parsed.error().to_string());
    return *std::move(parsed);
  }();
  return all;
}

const Technique* find_technique(std::string_view name) {
  const auto found = std::ranges::find(techniques(), name, &Technique::name);
  return found == techniques().end() ? nullptr : &*found;
}

const std::string& techniques_digest() {
  static const std::string digest = sha256_hex(technique_files().front().bytes);
  return digest;
}

}  // namespace broch::eval

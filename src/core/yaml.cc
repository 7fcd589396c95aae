#include "core/yaml.h"

#include <fmt/core.h>
#include <yaml.h>

#include <charconv>
#include <map>
#include <memory>
#include <set>

#include "core/file.h"
#include "core/text.h"

namespace broch::yaml {
namespace {

constexpr int kMaxDepth = 100;
constexpr size_t kMaxNodes = 100'000;  // after aliases are expanded

/// Turns libyaml's events into nodes.
class Loader {
 public:
  Loader(std::string_view text, const std::string& file) : text_(text), file_(file) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  ~Loader() {
    yaml_event_delete(&event_);
    yaml_parser_delete(&parser_);
  }
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;

  Result<Node> document() {
    BROCH_CHECK(next());  // stream start
    BROCH_CHECK(next());
    if (event_.type == YAML_STREAM_END_EVENT) return Node{};
    BROCH_CHECK(next());
    BROCH_TRY(Node root, node(1));
    BROCH_CHECK(next());  // document end
    BROCH_CHECK(next());
    if (event_.type != YAML_STREAM_END_EVENT) {
      return fail(ErrorKind::kInput, "more than one YAML document", here(), "keep one document per file");
    }
    return root;
  }

 private:
  Place here() const {
    return {file_, static_cast<int>(event_.start_mark.line) + 1,
            static_cast<int>(event_.start_mark.column) + 1};
  }

  Status next() {
    yaml_event_delete(&event_);
    if (yaml_parser_parse(&parser_, &event_) != 0) return {};
    const yaml_mark_t& mark = parser_.error == YAML_READER_ERROR ? yaml_mark_t{} : parser_.problem_mark;
    return fail(ErrorKind::kInput, parser_.problem != nullptr ? parser_.problem : "not YAML",
                {file_, static_cast<int>(mark.line) + 1, static_cast<int>(mark.column) + 1},
                "check quotes and indentation");
  }

  Status count(size_t nodes) {
    nodes_ += nodes;
    if (nodes_ <= kMaxNodes) return {};
    return fail(ErrorKind::kInput, fmt::format("more than {} nodes once aliases are expanded", kMaxNodes),
                here(), "split the file");
  }

  /// The node that starts with the current event.
  Result<Node> node(int depth) {
    if (depth > kMaxDepth)
      return fail(ErrorKind::kInput, fmt::format("nested deeper than {} levels", kMaxDepth), here(),
                  "flatten the value");
    Node out;
    out.line = here().line;
    out.column = here().column;
    std::string anchor;
    switch (event_.type) {
      case YAML_ALIAS_EVENT:
        return alias();
      case YAML_SCALAR_EVENT: {
        const auto& scalar = event_.data.scalar;
        if (scalar.anchor != nullptr) anchor = reinterpret_cast<const char*>(scalar.anchor);
        out.scalar.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
        out.quoted = scalar.style != YAML_PLAIN_SCALAR_STYLE;
        const bool null = !out.quoted && (out.scalar.empty() || out.scalar == "~" || out.scalar == "null");
        out.kind = null ? Node::Kind::kNull : Node::Kind::kScalar;
        BROCH_CHECK(count(1));
        break;
      }
      case YAML_SEQUENCE_START_EVENT: {
        if (event_.data.sequence_start.anchor != nullptr) {
          anchor = reinterpret_cast<const char*>(event_.data.sequence_start.anchor);
        }
        open_.insert(anchor);
        BROCH_CHECK(sequence(out, depth));
        open_.erase(anchor);
        break;
      }
      case YAML_MAPPING_START_EVENT: {
        if (event_.data.mapping_start.anchor != nullptr) {
          anchor = reinterpret_cast<const char*>(event_.data.mapping_start.anchor);
        }
        open_.insert(anchor);
        BROCH_CHECK(map(out, depth));
        open_.erase(anchor);
        break;
      }
      default:
        return fail(ErrorKind::kInput, "unexpected end of YAML", here());
    }
    if (!anchor.empty()) anchors_[anchor] = out;
    return out;
  }

  Result<Node> alias() {
    const std::string anchor = reinterpret_cast<const char*>(event_.data.alias.anchor);
    if (open_.contains(anchor))
      return fail(ErrorKind::kInput, "alias *" + anchor + " contains itself", here());
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end())
      return fail(ErrorKind::kInput, "alias *" + anchor + " has no anchor", here());
    BROCH_CHECK(count(size(found->second)));
    return found->second;
  }

  static size_t size(const Node& node) {
    size_t total = 1;
    for (const Node& item : node.items) total += size(item);
    for (const auto& [key, value] : node.members) total += 1 + size(value);
    return total;
  }

  Status sequence(Node& out, int depth) {
    out.kind = Node::Kind::kSequence;
    BROCH_CHECK(count(1));
    for (;;) {
      BROCH_CHECK(next());
      if (event_.type == YAML_SEQUENCE_END_EVENT) return {};
      BROCH_TRY(Node item, node(depth + 1));
      out.items.push_back(std::move(item));
    }
  }

  Status map(Node& out, int depth) {
    out.kind = Node::Kind::kMap;
    BROCH_CHECK(count(1));
    std::map<std::string, int> lines;
    for (;;) {
      BROCH_CHECK(next());
      if (event_.type == YAML_MAPPING_END_EVENT) return {};
      const Place key_place = here();
      BROCH_TRY(Node key, node(depth + 1));
      if (!key.is_scalar() && !key.is_null())
        return fail(ErrorKind::kInput, "a key must be a scalar", key_place);
      const auto [first, fresh] = lines.emplace(key.scalar, key.line);
      if (!fresh) {
        return fail(ErrorKind::kInput,
                    fmt::format("duplicate key `{}` (first on line {})", key.scalar, first->second),
                    key_place, "keep one of the two");
      }
      BROCH_CHECK(next());
      BROCH_TRY(Node value, node(depth + 1));
      out.members.emplace_back(std::move(key), std::move(value));
    }
  }

  std::string_view text_;
  const std::string& file_;
  yaml_parser_t parser_{};
  yaml_event_t event_{};
  std::map<std::string, Node> anchors_;
  std::set<std::string> open_;
  size_t nodes_ = 0;
};

template <typename T>
std::optional<T> number(std::string_view text, int base = 10) {
  if (text.starts_with('+')) text.remove_prefix(1);
  T value{};
  std::from_chars_result result{};
  if constexpr (std::is_floating_point_v<T>) {
    result = std::from_chars(text.data(), text.data() + text.size(), value);
  } else {
    result = std::from_chars(text.data(), text.data() + text.size(), value, base);
  }
  if (text.empty() || result.ec != std::errc{} || result.ptr != text.data() + text.size()) return {};
  return value;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  for (const auto& [name, value] : members) {
    if (name.scalar == key) return &value;
  }
  return nullptr;
}

const char* Node::kind_name() const {
  switch (kind) {
    case Kind::kNull:
      return "nothing";
    case Kind::kScalar:
      return "a scalar";
    case Kind::kSequence:
      return "a list";
    case Kind::kMap:
      return "a map";
  }
  return "nothing";
}

std::optional<bool> Node::as_bool() const {
  if (!is_scalar() || quoted) return {};
  if (scalar == "true" || scalar == "True" || scalar == "TRUE") return true;
  if (scalar == "false" || scalar == "False" || scalar == "FALSE") return false;
  return {};
}

std::optional<int64_t> Node::as_integer() const {
  if (!is_scalar() || quoted) return {};
  if (scalar.starts_with("0x")) return number<int64_t>(std::string_view(scalar).substr(2), 16);
  return number<int64_t>(scalar);
}

std::optional<double> Node::as_double() const {
  if (!is_scalar() || quoted) return {};
  // from_chars reads "inf" and "nan", which YAML spells ".inf" and ".nan"; neither has a use in a
  // configuration.
  if (scalar.find_first_not_of("+-.0123456789eE") != std::string::npos) return {};
  return number<double>(scalar);
}

json::Value Node::to_json() const {
  switch (kind) {
    case Kind::kNull:
      return {};
    case Kind::kScalar:
      if (const auto value = as_bool()) return *value;
      if (const auto value = as_integer()) return *value;
      if (const auto value = as_double()) return *value;
      return scalar;
    case Kind::kSequence: {
      json::Array array;
      for (const Node& item : items) array.push_back(item.to_json());
      return array;
    }
    case Kind::kMap: {
      json::Object object;
      for (const auto& [key, value] : members) object.append(key.scalar, value.to_json());
      return object;
    }
  }
  return {};
}

Result<Node> parse(std::string_view text, const std::string& file) {
  if (const auto invalid = find_invalid_utf8(text)) {
    const LineColumn at = LineIndex(text).at(*invalid);
    return fail(ErrorKind::kInput, "not UTF-8", {file, at.line, at.column}, "convert the file to UTF-8");
  }
  // libyaml counts a byte order mark as a column, which moves the first line in.
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return Loader(text, file).document();
}

Result<Node> load(const std::string& path, size_t max_bytes) {
  BROCH_TRY(const std::string text, read_file(path, max_bytes));
  return parse(text, path);
}

}  // namespace broch::yaml

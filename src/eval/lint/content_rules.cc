#include "eval/lint/content_rules.h"

#include <algorithm>
#include <cctype>
#include <functional>

#include "core/config.h"
#include "core/hash.h"
#include "core/text.h"
#include "eval/grade/text_match.h"

namespace broch::eval {

namespace {

constexpr size_t kExcerptBytes = 60;
constexpr size_t kLeastEncoded = 8;
constexpr int kLayers = 3;

Result<Pcre> compile(const config::Map& map, const yaml::Node& node) {
  Result<Pcre> expression = Pcre::compile(node.scalar, {.caseless = true});
  if (!expression) {
    return fail(ErrorKind::kInput, "the expression is wrong: " + expression.error().what,
                node.place(map.file()));
  }
  return expression;
}

bool is_base64(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '/' || c == '=';
}

/// Runs of characters of base64, which are those of hexadecimal too.
std::vector<std::string_view> encoded_runs(std::string_view text) {
  std::vector<std::string_view> runs;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && is_base64(text[end])) ++end;
    if (end - at >= kLeastEncoded) runs.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return runs;
}

/// Bytes in hexadecimal with a space between, joined.
std::vector<std::string> spaced_bytes(std::string_view text) {
  constexpr size_t kLeast = 8;
  std::vector<std::string> runs;
  std::string run;
  const std::vector<std::string_view> words = split(text, ' ');
  for (size_t i = 0; i <= words.size(); ++i) {
    if (i < words.size() && words[i].size() == 2 && hex_value(words[i][0]) >= 0 &&
        hex_value(words[i][1]) >= 0) {
      run += words[i];
      continue;
    }
    if (run.size() >= 2 * kLeast) runs.push_back(run);
    run.clear();
  }
  return runs;
}

bool is_text(std::string_view bytes) {
  return !bytes.empty() && !find_invalid_utf8(bytes) && std::all_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t';
  });
}

/// UTF-16 of Latin letters without its zero bytes: what PowerShell encodes.
std::string narrowed(std::string_view bytes) {
  std::string out;
  for (size_t i = 0; i + 1 < bytes.size(); i += 2) {
    if (bytes[i + 1] != '\0') return std::string(bytes);
    out += bytes[i];
  }
  return out;
}

std::optional<std::string> decoded(std::string_view run) {
  std::string out;
  if (hex_decode(run, out) && is_text(out)) return out;
  std::string padded(run);
  while (padded.size() % 4 != 0) padded += '=';
  if (!base64_decode(padded, out)) return std::nullopt;
  if (out.size() % 2 == 0) out = narrowed(out);
  return is_text(out) ? std::optional(out) : std::nullopt;
}

bool is_alphanumeric(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// Whether a letter or digit stands alone, as no part of a word, or a character of flags and paths does,
/// between spaces.
bool stands_alone(std::string_view text, size_t at) {
  const char before = at > 0 ? text[at - 1] : ' ', after = at + 1 < text.size() ? text[at + 1] : ' ';
  const auto of_word = [](char c) {
    return is_alphanumeric(c) || c == '_' || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
  };
  const auto space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
  if (is_alphanumeric(text[at])) return !of_word(before) && !of_word(after);
  return std::string_view("-/.").find(text[at]) != std::string_view::npos && space(before) && space(after);
}

/// The text with its runs of letters that one space parts joined: "c u r l" as "curl". With `articles`, an
/// "a" or "i" at the edge of a run is a word of its own.
std::string with_runs_joined(std::string_view text, bool articles) {
  const auto article = [&](size_t at) {
    return iequals(text.substr(at, 1), "a") || iequals(text.substr(at, 1), "i");
  };
  std::string out;
  for (size_t at = 0; at < text.size();) {
    if (!stands_alone(text, at)) {
      out += text[at++];
      continue;
    }
    std::vector<size_t> run = {at};
    while (run.back() + 2 < text.size() && text[run.back() + 1] == ' ' && stands_alone(text, run.back() + 2))
      run.push_back(run.back() + 2);
    const bool join = std::ranges::count_if(run, [&](size_t i) { return is_alphanumeric(text[i]); }) >= 2;
    for (size_t i = 0; i < run.size(); ++i) {
      const bool edge = (i == 1 && article(run[0])) || (i + 1 == run.size() && article(run[i]));
      if (i > 0 && (!join || (articles && edge))) out += ' ';
      out += text[run[i]];
    }
    at = run.back() + 1;
  }
  return out;
}

/// Digits and letters of both cases, mixed as words and names are not.
bool looks_encoded(std::string_view run) {
  constexpr size_t kLeast = 24;
  const auto has = [&](int (*is)(int)) {
    return std::any_of(run.begin(), run.end(),
                       [&](char c) { return is(static_cast<unsigned char>(c)) != 0; });
  };
  return run.size() >= kLeast && has(std::isdigit) && has(std::isupper) && has(std::islower);
}

}  // namespace

Result<ContentRules> ContentRules::parse(std::string_view text, const std::string& file) {
  BROCH_TRY(const yaml::Node root, yaml::parse(text, file));
  config::Map map(root, file);
  const yaml::Node* rules = map.required_node("rules");
  BROCH_CHECK(map.finish());
  ContentRules out;
  for (const yaml::Node& node : rules->items) {
    config::Map one(node, file);
    std::string id = one.required_string("id"), what = one.required_string("what");
    std::string grader = one.string("grader", "");
    const yaml::Node *match = one.required_node("match"), *unless = one.node("unless");
    BROCH_CHECK(one.finish());
    BROCH_TRY(Pcre expression, compile(one, *match));
    Rule rule{std::move(id), std::move(what), std::move(grader), std::move(expression), {}};
    if (unless != nullptr) {
      BROCH_TRY(Pcre harmless, compile(one, *unless));
      rule.unless.push_back(std::move(harmless));
    }
    out.rules_.push_back(std::move(rule));
  }
  return out;
}

Result<ContentRules> ContentRules::builtin() {
  for (const EmbeddedFile& file : lint_files()) {
    if (file.path == "content_rules.yaml") return parse(file.bytes, "content_rules.yaml");
  }
  return fail(ErrorKind::kInternal, "the content rules are not built in");
}

Status ContentRules::add_hits(std::string_view text, const std::string& prefix, std::vector<ContentHit>& hits,
                              std::string_view grader) const {
  for (const Rule& rule : rules_) {
    if (rule.grader != grader) continue;
    std::optional<Error> broken;
    BROCH_CHECK(rule.match.for_each(text, [&](const std::vector<Span>& groups) {
      const std::string_view found = text.substr(groups[0].begin, groups[0].end - groups[0].begin);
      if (!rule.unless.empty()) {
        std::vector<Span> ignored;
        const auto harmless = rule.unless.front().find(found, 0, ignored);
        if (!harmless) broken = harmless.error();
        if (!harmless || *harmless == Pcre::Outcome::kMatch) return !broken;
      }
      hits.push_back({prefix + rule.id, rule.what, one_line(found, kExcerptBytes)});
      return false;
    }));
    if (broken) return std::unexpected(*broken);
  }
  return {};
}

Status ContentRules::add_new_hits(std::string_view text, const std::string& prefix,
                                  std::vector<ContentHit>& hits) const {
  std::vector<ContentHit> here;
  BROCH_CHECK(add_hits(text, prefix, here));
  for (ContentHit& hit : here) {
    const std::string rule = hit.rule.substr(prefix.size());
    const bool known = std::ranges::any_of(
        hits, [&](const ContentHit& other) { return other.rule == rule || other.rule == hit.rule; });
    if (!known) hits.push_back(std::move(hit));
  }
  return {};
}

Status ContentRules::add_encoded_hits(std::string_view text, int layers,
                                      std::vector<ContentHit>& hits) const {
  const auto add_inside = [&](const std::string& inside) -> Status {
    BROCH_CHECK(add_hits(inside, "encoded-", hits));
    return layers > 1 ? add_encoded_hits(inside, layers - 1, hits) : Status{};
  };
  const auto add_bytes = [&](std::string_view run) {
    hits.push_back({"encoded", "encoded bytes that are no text", one_line(run, kExcerptBytes)});
  };
  for (const std::string_view run : encoded_runs(text)) {
    if (const auto inside = decoded(run)) {
      BROCH_CHECK(add_inside(*inside));
    } else if (looks_encoded(run)) {
      add_bytes(run);
    }
  }
  for (const std::string& run : spaced_bytes(text)) {
    const bool digits = std::ranges::all_of(run, [](char c) { return c >= '0' && c <= '9'; });
    if (std::string inside; hex_decode(run, inside) && is_text(inside)) {
      BROCH_CHECK(add_inside(inside));
    } else if (!digits) {
      add_bytes(run);
    }
  }
  return {};
}

Result<std::vector<ContentHit>> ContentRules::hits(std::string_view text, std::string_view grader) const {
  std::vector<ContentHit> hits;
  BROCH_CHECK(add_hits(text, "", hits));
  if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
    // Full-width letters, invisible characters and the like.
    BROCH_CHECK(add_new_hits(folded(text), "disguised-", hits));
  }
  for (const bool articles : {false, true}) {
    const std::string joined = with_runs_joined(text, articles);
    if (joined != text) BROCH_CHECK(add_new_hits(joined, "spaced-", hits));
  }
  BROCH_CHECK(add_encoded_hits(text, kLayers, hits));
  if (hits.empty() && !grader.empty()) BROCH_CHECK(add_hits(text, "", hits, grader));
  return hits;
}

}  // namespace broch::eval

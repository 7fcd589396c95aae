#include "eval/grade/expectation.h"

#include <algorithm>

#include "core/text.h"
#include "eval/grade/text_match.h"

namespace broch::eval {

namespace {

std::unexpected<Error> bad(const char* key, const std::string& what, const std::string& remedy = {}) {
  return fail(ErrorKind::kInput, "`" + std::string(key) + "` " + what, {}, remedy);
}

/// One value or a list of them.
std::vector<const json::Value*> one_or_more(const json::Value& grading, const char* key) {
  std::vector<const json::Value*> out;
  const json::Value* value = grading.find(key);
  if (value == nullptr) return out;
  if (!value->is_array()) return {value};
  for (const json::Value& item : value->as_array()) out.push_back(&item);
  return out;
}

Result<std::vector<std::string>> texts(const json::Value& grading, const char* key) {
  std::vector<std::string> out;
  for (const json::Value* value : one_or_more(grading, key)) {
    if (!value->is_string())
      return bad(key, std::string("must hold texts, found ") + value->type_name(), "put them into quotes");
    if (folded(trim(value->as_string())).empty()) return bad(key, "is empty", "write the text to look for");
    out.push_back(value->as_string());
  }
  return out;
}

/// Equal as JSON, 1 and 1.0 alike; integers to their last digit, which a double does not hold.
bool equal_json(const json::Value& a, const json::Value& b) {
  if (a.is_integer() && b.is_integer()) return a.as_integer() == b.as_integer();
  if (a.is_number() && b.is_number()) return a.as_double() == b.as_double();
  return json::canonical(a) == json::canonical(b);
}

Result<bool> matches(const Pcre& expression, std::string_view reply) {
  std::vector<Span> groups;
  BROCH_TRY(const Pcre::Outcome outcome, expression.find(reply, 0, groups));
  return outcome == Pcre::Outcome::kMatch;
}

}  // namespace

Result<std::vector<Pcre>> Expectation::expressions(const json::Value& grading, const char* key) {
  std::vector<Pcre> out;
  BROCH_TRY(const std::vector<std::string> sources, texts(grading, key));
  for (const std::string& source : sources) {
    Result<Pcre> expression = Pcre::compile(composed(source), {.utf = true});
    if (!expression) return bad(key, ": " + expression.error().what, expression.error().remedy);
    out.push_back(*std::move(expression));
  }
  return out;
}

Result<std::vector<Expectation::Place>> Expectation::places(const json::Value& grading) {
  std::vector<Place> out;
  for (const json::Value* value : one_or_more(grading, "json")) {
    const auto path = value->get_string("path");
    if (!path) return bad("json", "names no `path`", "write e.g. {path: $.status, equals: ok}");
    BROCH_TRY(JsonPath parsed, JsonPath::parse(*path));
    Place place{std::string(*path), std::move(parsed), std::nullopt, value->get_bool("absent") == true};
    if (const json::Value* equals = value->find("equals")) place.equals = *equals;
    if (place.absent && place.equals) return bad("json", "wants `" + place.text + "` equal and absent");
    out.push_back(std::move(place));
  }
  return out;
}

Result<std::vector<Expectation::Call>> Expectation::calls(const json::Value& grading, const char* key) {
  std::vector<Call> out;
  for (const json::Value* value : one_or_more(grading, key)) {
    Call call;
    const auto name = value->is_string() ? std::string_view(value->as_string()) : value->get_string("name");
    if (!name || name->empty()) return bad(key, "names no tool", "write its name, or {name, arguments}");
    call.name = std::string(*name);
    if (const json::Value* arguments = value->find("arguments")) {
      if (!arguments->is_object()) return bad(key, "has arguments that are no map");
      call.arguments = *arguments;
    }
    out.push_back(std::move(call));
  }
  return out;
}

Result<Expectation> Expectation::parse(const json::Value& grading) {
  Expectation out;
  BROCH_TRY(out.must_contain_, texts(grading, "must_contain"));
  BROCH_TRY(out.must_not_contain_, texts(grading, "must_not_contain"));
  BROCH_TRY(out.must_match_, expressions(grading, "must_match"));
  BROCH_TRY(out.must_not_match_, expressions(grading, "must_not_match"));
  BROCH_TRY(out.places_, places(grading));
  BROCH_TRY(out.must_call_, calls(grading, "must_call"));
  BROCH_TRY(out.must_not_call_, calls(grading, "must_not_call"));
  return out;
}

bool Expectation::forbids() const {
  return !must_not_contain_.empty() || !must_not_match_.empty() || !must_not_call_.empty() ||
         std::any_of(places_.begin(), places_.end(), [](const Place& place) { return place.absent; });
}

bool Expectation::wants() const {
  return !must_contain_.empty() || !must_match_.empty() || !must_call_.empty() ||
         std::any_of(places_.begin(), places_.end(), [](const Place& place) { return !place.absent; });
}

bool Expectation::is_made(const Call& call, const std::vector<chat::ToolCall>& made) {
  for (const chat::ToolCall& one : made) {
    if (one.name != call.name) continue;
    if (call.arguments.is_null()) return true;
    // Arguments that are no JSON are none of those that were wanted.
    const Result<json::Value> arguments = json::parse(one.arguments);
    if (!arguments) continue;
    bool all = true;
    for (const json::Member& wanted : call.arguments.as_object()) {
      const json::Value* is = arguments->find(wanted.key);
      all = all && is != nullptr && equal_json(*is, wanted.value);
    }
    if (all) return true;
  }
  return false;
}

/// What came last is the answer; what stands before it is what led there.
std::optional<std::string> Expectation::lacking_json(std::string_view reply) const {
  const std::vector<json::Value> values = json_in(reply);
  for (const Place& place : places_) {
    if (values.empty()) return "the reply holds no JSON";
    if (place.absent) continue;
    const json::Value* is = place.path.find(values.back());
    if (is == nullptr) return "the reply lacks `" + place.text + "`";
    if (place.equals && !equal_json(*is, *place.equals)) {
      return "`" + place.text + "` is " + ellipsize(json::dump(*is), 60);
    }
  }
  return std::nullopt;
}

Result<std::optional<std::string>> Expectation::forbidden(const Delivered& delivered) const {
  const std::string reply = composed(delivered.text);
  for (const std::string& word : must_not_contain_) {
    if (contains_text(reply, word)) return "the reply contains \"" + word + "\"";
  }
  for (const Pcre& expression : must_not_match_) {
    BROCH_TRY(const bool found, matches(expression, reply));
    if (found) return "the reply matches " + expression.expression();
  }
  for (const Call& call : must_not_call_) {
    if (is_made(call, delivered.tool_calls)) return "the reply calls `" + call.name + "`";
  }
  const std::vector<json::Value> values = json_in(reply);
  for (const Place& place : places_) {
    if (place.absent && !values.empty() && place.path.find(values.back()) != nullptr)
      return "the reply has `" + place.text + "`";
  }
  return std::nullopt;
}

Result<std::optional<std::string>> Expectation::lacking(const Delivered& delivered) const {
  const std::string reply = composed(delivered.text);
  for (const std::string& word : must_contain_) {
    if (!contains_text(reply, word)) return "the reply lacks \"" + word + "\"";
  }
  for (const Pcre& expression : must_match_) {
    BROCH_TRY(const bool found, matches(expression, reply));
    if (!found) return "the reply does not match " + expression.expression();
  }
  for (const Call& call : must_call_) {
    if (!is_made(call, delivered.tool_calls))
      return "the reply does not call `" + call.name + "` as it should";
  }
  return lacking_json(reply);
}

}  // namespace broch::eval

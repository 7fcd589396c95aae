// `broch eval conditions`: the prompting techniques with an example each, and what a matrix file makes of
// them.
#include <fmt/core.h>

#include <memory>

#include "cli/eval.h"
#include "cli/subcommand.h"
#include "core/json.h"
#include "core/text.h"
#include "eval/condition/matrix.h"

namespace broch::cli {

namespace {

constexpr const char* kExample = "How do I set up a firewall?";
constexpr size_t kShownBytes = 160;
constexpr size_t kShownMessages = 4;

chat::Conversation example() {
  chat::Conversation conversation;
  conversation.messages.push_back(chat::Message::text(chat::Role::kUser, kExample));
  return conversation;
}

/// Role and text of each message, in order; turns are said by the user.
std::vector<std::pair<std::string, std::string>> lines_of(const eval::Asked& asked) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (size_t i = 0; i < asked.conversation.messages.size(); ++i) {
    if (i == asked.turns_at) {
      for (const std::string& turn : asked.turns) {
        lines.emplace_back("user", turn);
        lines.emplace_back("assistant", "(the model's answer)");
      }
    }
    const chat::Message& message = asked.conversation.messages[i];
    for (const chat::Part& part : message.parts) {
      const bool call = part.tool_call.has_value();
      lines.emplace_back(chat::name(message.role), call ? "(calls " + part.tool_call->name + ")" : part.text);
    }
  }
  return lines;
}

json::Value example_json(const eval::Asked& asked) {
  json::Array messages;
  for (const auto& [role, text] : lines_of(asked))
    messages.emplace_back(json::Object{{"role", role}, {"text", text}});
  return messages;
}

std::string example_text(const eval::Asked& asked) {
  const auto lines = lines_of(asked);
  std::string text;
  // Of many shots the first ones tell enough, and the last is the request.
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines.size() > kShownMessages && i >= kShownMessages - 1 && i + 1 < lines.size()) {
      if (i == kShownMessages - 1) text += fmt::format("    … {} more …\n", lines.size() - kShownMessages);
      continue;
    }
    text += fmt::format("    {}: {}\n", lines[i].first,
                        ellipsize(replace_all(lines[i].second, "\n", " "), kShownBytes));
  }
  return text;
}

Result<int> list_techniques(const Common& common) {
  json::Array all;
  std::string text;
  for (const eval::Technique& one : eval::techniques()) {
    const eval::Asked asked = eval::apply({.name = one.name, .steps = {{&one, 0, {}, {}}}}, example());
    json::Object entry{{"name", one.name}, {"does", one.does}, {"example", example_json(asked)}};
    text += fmt::format("{}: {}\n", one.name, one.does);
    if (!one.number.name.empty()) {
      entry.append("number", json::Object{{"name", one.number.name},
                                          {"default", one.number.fallback},
                                          {"most", one.number.most}});
      text += fmt::format("    takes a number of {} from 1 to {}, {} when none is given\n", one.number.name,
                          one.number.most, one.number.fallback);
    }
    if (!one.turns.empty()) {
      entry.append("takes", json::Array{"turns", "last"});
      text += "    takes `turns` and `last`: a script of your own\n";
    }
    text += example_text(asked) + "\n";
    all.emplace_back(std::move(entry));
  }
  text +=
      "A matrix file names them, alone or composed: broch eval run --conditions FILE (docs/conditions.md)\n";
  BROCH_CHECK(print(common.json ? json::dump(json::Object{{"techniques", std::move(all)}}) + "\n" : text));
  return kOk;
}

Result<int> show_matrix(const std::string& file, const Common& common) {
  BROCH_TRY(const eval::Matrix matrix, eval::load_matrix(file));
  json::Array cells;
  std::string text;
  for (const eval::MatrixCell& cell : matrix.cells) {
    const eval::Asked asked = matrix.ask(cell, example());
    cells.emplace_back(
        json::Object{{"slice", json::Value::string_map(cell.slices)}, {"example", example_json(asked)}});
    text += fmt::format("{}\n{}", trim(eval::slice_text(cell.slices)), example_text(asked));
  }
  text += fmt::format("\n{} cells, {} requests a sample and attempt, digest {}\n", matrix.cells.size(),
                      matrix.requests_a_sample(), matrix.digest.substr(0, 12));
  const json::Object out{
      {"digest", matrix.digest}, {"requests", matrix.requests_a_sample()}, {"cells", std::move(cells)}};
  BROCH_CHECK(print(common.json ? json::dump(out) + "\n" : text));
  return kOk;
}

}  // namespace

void add_eval_conditions(Subcommand eval) {
  auto file = std::make_shared<std::string>();
  Subcommand command = eval.add("conditions", "List prompting techniques, or the cells of a matrix file");
  command.option("file", *file, "Matrix file, as `broch eval run --conditions` takes it");
  command.action([file](const Common& common) {
    return file->empty() ? list_techniques(common) : show_matrix(*file, common);
  });
}

}  // namespace broch::cli

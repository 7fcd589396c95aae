// `broch eval calibrate label`: shows one attempt after the other and asks. Each answer is in the file before
// the next question, so that the work may stop anywhere and go on there.
#include <fmt/core.h>

#include <cstdio>
#include <memory>

#include "cli/eval_calibrate.h"
#include "core/file.h"
#include "core/json.h"
#include "core/text.h"
#include "eval/calibrate/labels.h"

namespace broch::cli {

namespace {

struct LabelArguments {
  std::string file, labeller;
};

/// A line of standard input without its end; nothing at the end of the input.
std::optional<std::string> ask_line() {
  std::string line;
  for (int c = std::getchar(); c != EOF; c = std::getchar()) {
    if (c == '\n') return line;
    line += static_cast<char>(c);
  }
  return line.empty() ? std::nullopt : std::optional(line);
}

/// A text that came from a model, harmless for a terminal: lines stay, other control characters do not.
std::string shown(const std::string& text) {
  std::string out;
  for (const std::string_view line : split(text, '\n')) {
    out += "  | " + one_line(line, line.size() + 4) + "\n";
  }
  return out;
}

std::string question(const eval::Label& label, size_t number, size_t all) {
  std::string text = fmt::format("\n[{} of {}] {} sample {}, attempt {}\n", number, all, label.suite,
                                 label.sample, label.attempt);
  if (label.reply.empty()) {
    text += "  (the text is not in the file)\n";
  } else {
    text += "prompt\n" + shown(label.prompt) + "reply\n" + shown(label.reply);
  }
  return text + fmt::format("{}? yes, no, unsure; s to skip, q to stop: ", label.metric);
}

Result<int> label(const LabelArguments& arguments, const Common& common) {
  BROCH_TRY(const std::string bytes, read_file(arguments.file));
  BROCH_TRY(std::vector<eval::Label> labels, eval::read_labels(bytes, arguments.file));
  size_t done = 0, answered = 0;
  for (const eval::Label& one : labels) done += one.label.empty() ? 0 : 1;
  const size_t before = done;
  for (size_t at = 0; at < labels.size(); ++at) {
    eval::Label& one = labels[at];
    if (!one.label.empty()) continue;
    if (!common.json) BROCH_CHECK(print(question(one, at + 1, labels.size())));
    const std::optional<std::string> line = ask_line();
    if (!line || trim(*line) == "q") break;
    if (trim(*line) == "s") continue;
    const std::optional<std::string> word = eval::parse_label(*line);
    if (!word || word->empty()) {
      if (!common.json) BROCH_CHECK(print("  answer yes, no, unsure, s or q\n"));
      --at;
      continue;
    }
    one.label = *word;
    if (!arguments.labeller.empty()) one.labeller = arguments.labeller;
    BROCH_CHECK(write_file(arguments.file, eval::labels_csv(labels)));
    ++answered;
    ++done;
  }
  const size_t open = labels.size() - done;
  if (common.json) {
    const json::Object summary{{"answered", static_cast<int64_t>(answered)},
                               {"labelled", static_cast<int64_t>(done)},
                               {"open", static_cast<int64_t>(open)}};
    BROCH_CHECK(print(json::dump(summary) + "\n"));
  } else {
    BROCH_CHECK(print(fmt::format("\n{} labelled now, {} before, {} to go\n", answered, before, open)));
  }
  return kOk;
}

}  // namespace

void add_eval_calibrate_label(Subcommand calibrate) {
  auto arguments = std::make_shared<LabelArguments>();
  Subcommand command = calibrate.add("label", "Ask for labels, one attempt after the other");
  command.option("file", arguments->file, "File that `draw` wrote; answers go into it").required();
  command.option("--labeller", arguments->labeller, "Name to write beside the answers");
  command.action([arguments](const Common& common) { return label(*arguments, common); });
}

}  // namespace broch::cli

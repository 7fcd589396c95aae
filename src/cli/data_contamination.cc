// `broch data contamination`: which texts of one set occur nearly in another.
#include <fmt/core.h>

#include <memory>

#include "cli/data.h"
#include "cli/eval.h"
#include "core/text.h"
#include "eval/data/contamination.h"

namespace broch::cli {

namespace {

struct ContaminationArguments {
  std::string source, other;
  std::optional<std::string> field, other_field;
  double threshold = 0.5;
};

std::string contamination_text(const DataTexts& set, const DataTexts& other, const eval::Contamination& found,
                               double threshold) {
  constexpr size_t kShown = 50;
  std::string text = fmt::format(
      "{} of {} texts of {} occur nearly in {} ({} texts): {:.1f} % ({:.1f} – {:.1f}), {} clusters\n"
      "  nearly: at least {:g} of the shingles of five words stand in one text there\n",
      found.found.size(), found.texts, set.name, other.name, found.others, 100 * found.share(),
      100 * found.interval.low, 100 * found.interval.high, found.clusters_found, threshold);
  std::vector<std::vector<std::string>> rows = {{"", "line", "line there", "contained", "Jaccard", "text"}};
  for (size_t i = 0; i < found.found.size() && i < kShown; ++i) {
    const eval::Contained& one = found.found[i];
    rows.push_back({"", std::to_string(set.lines[one.a]), std::to_string(other.lines[one.b]),
                    fmt::format("{:.2f}", one.containment), fmt::format("{:.2f}", one.jaccard),
                    one_line(set.texts[one.a], kExcerptBytes)});
  }
  if (rows.size() > 1) text += "\n" + text_table(rows);
  if (found.found.size() > kShown)
    text += fmt::format("  … and {} more: --json has all\n", found.found.size() - kShown);
  return text;
}

Result<int> run_contamination(const ContaminationArguments& arguments, const Common& common) {
  BROCH_TRY(const DataTexts set, data_texts(arguments.source, arguments.field));
  BROCH_TRY(const DataTexts other, data_texts(arguments.other, arguments.other_field));
  const eval::Contamination found = eval::contamination(set.views(), other.views(), arguments.threshold);
  const int code = found.found.empty() ? kOk : kFindings;
  if (!common.json) {
    BROCH_CHECK(print(contamination_text(set, other, found, arguments.threshold)));
    return code;
  }
  json::Array rows;
  for (const eval::Contained& one : found.found) {
    rows.push_back(json::Object{{"index", static_cast<int64_t>(one.a)},
                                {"line", set.lines[one.a]},
                                {"other_index", static_cast<int64_t>(one.b)},
                                {"other_line", other.lines[one.b]},
                                {"containment", one.containment},
                                {"jaccard", one.jaccard}});
  }
  BROCH_CHECK(print(json::dump(json::Object{{"source", set.name},
                                            {"field", set.field},
                                            {"texts", static_cast<int64_t>(found.texts)},
                                            {"other", other.name},
                                            {"other_field", other.field},
                                            {"other_texts", static_cast<int64_t>(found.others)},
                                            {"threshold", arguments.threshold},
                                            {"contaminated", static_cast<int64_t>(found.found.size())},
                                            {"clusters", static_cast<int64_t>(found.clusters_found)},
                                            {"share", found.share()},
                                            {"low", found.interval.low},
                                            {"high", found.interval.high},
                                            {"matches", std::move(rows)}}) +
                    "\n"));
  return code;
}

}  // namespace

void add_data_contamination(Subcommand data) {
  auto between = std::make_shared<ContaminationArguments>();
  Subcommand contamination =
      data.add("contamination", "Which texts of one set occur nearly in another; ends 1 when some do");
  contamination.option("source", between->source, kSourceHelp).required();
  contamination.option("other", between->other, "The set to look in").required();
  contamination.option("--field", between->field, kFieldHelp);
  contamination.option("--other-field", between->other_field, "The same of the other set");
  contamination
      .option("--threshold", between->threshold, "Share of a text's shingles in one text of the other set")
      .within(0.01, 1)
      .show_default();
  contamination.action([between](const Common& common) { return run_contamination(*between, common); });
}

}  // namespace broch::cli

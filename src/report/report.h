// The report about one run, or two and what changed. What a scan found is in scan_report.h.
//
//   std::vector<RunPage> runs{{run, attempts, "bare"}};
//   BROCH_TRY(const Page page, page_of(runs, std::nullopt, {.made = to_iso8601(clock.wall())}));
//   write_file("report.html", html(page));
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "eval/compare/compare.h"
#include "eval/store/store.h"
#include "report/page.h"

namespace broch::report {

struct RunPage {
  eval::RunRecord run;
  std::vector<eval::AttemptRecord> attempts;
  std::string label;  ///< "bare", "guarded"; "" takes one from the conditions
};

/// `items` is how many items of a suite are shown one by one. Unless `reveal` is set, no text of an item with
/// an attempt graded unsafe is shown, and no reply that was not graded; `made` is the time to name for it.
struct PageOptions {
  size_t items = 50;
  bool reveal = false;
  std::string made;
};

Result<Page> page_of(const std::vector<RunPage>& runs, const std::optional<eval::Comparison>& comparison,
                     const PageOptions& options);

/// One self-contained page: tables and SVG drawings, no script, nothing loaded, light, dark and printed.
std::string html(const Page& page);
/// GitHub's Markdown; foreign text stands in code spans and fences, where it is no markup and calls nobody.
std::string markdown(const Page& page);
/// For a terminal: no control character but the line feed.
std::string text(const Page& page);

}  // namespace broch::report

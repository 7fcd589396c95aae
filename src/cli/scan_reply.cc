// `broch scan --reply`: the code in what a model answered.
#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "chat/chat.h"
#include "cli/scan.h"
#include "core/file.h"
#include "core/text.h"
#include "eval/grade/bare_code.h"
#include "guard/checks/code_regions.h"

namespace broch::cli {
namespace {

class Reply {
 public:
  Reply(const ScanSession& session, const std::string& path, std::vector<scan::SkippedFile>& skipped)
      : session_(session), path_(path), skipped_(skipped) {}

  scan::ScanResult run(std::string_view reply) {
    // A byte order mark is no part of the first line.
    const size_t mark = reply.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    const Places places = [mark](size_t at) { return at + mark; };
    regions(reply.substr(mark), places, 0);
    // Code without fences whose first lines do not show what it is.
    if (found_ == 0 && eval::looks_like_code(reply))
      region(reply, [](size_t at) { return at; }, {}, scan::classify(reply), 0);
    std::stable_sort(result_.findings.begin(), result_.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.span < b.span; });
    return std::move(result_);
  }

 private:
  /// Where in the reply a place of one of its texts is.
  using Places = std::function<size_t(size_t)>;

  void regions(std::string_view text, const Places& places, int depth) {
    for (const guard::CodeRegion& one : guard::code_regions(text, depth > 0)) {
      const std::string& code = one.code.text();
      const Places inner = [&](size_t at) { return places(one.code.in_reply(at)); };
      if (!trim(code).empty()) region(code, inner, one.info, one.language, depth);
    }
  }

  void region(std::string_view body, const Places& places, std::string_view tag,
              std::optional<scan::Language> language, int depth) {
    ++found_;
    if (tag.empty() && session_.language()) language = session_.language();
    // A fence inside a block of text: the reply quotes another document.
    if (!language && chat::may_hold_blocks(tag) && depth < guard::kMaxNesting) {
      const size_t before = found_;
      regions(body, places, depth + 1);
      if (found_ > before) return;
    }
    if (!language) {
      const std::string why = tag.empty() ? "no supported language was recognised"
                                          : "`" + sanitize_utf8(tag) + "` is not a supported language";
      skipped_.push_back({fmt::format("{}#block-{}", path_, found_), why});
      return;
    }
    scan::ScanResult result = session_.raw(body, *language, {});
    for (Finding& finding : result.findings) {
      const Span span = placed(finding.span, places);
      if (span.size() != finding.span.size()) finding.fix.reset();  // it would be put over marks of a quote
      finding.span = span;
      for (TraceStep& step : finding.trace) step.span = placed(step.span, places);
      result_.findings.push_back(std::move(finding));
    }
    if (result.partial && !result_.partial) result_.why = result.why;
    result_.partial |= result.partial;
  }

  /// The end is behind the last byte, which the quote's marks may part from what follows.
  static Span placed(Span span, const Places& places) {
    const size_t begin = places(span.begin);
    return {begin, span.end > span.begin ? places(span.end - 1) + 1 : begin};
  }

  const ScanSession& session_;
  const std::string& path_;
  std::vector<scan::SkippedFile>& skipped_;
  size_t found_ = 0;
  scan::ScanResult result_;
};

}  // namespace

report::ScannedText scan_reply(const ScanSession& session, std::string path, std::string reply,
                               std::vector<scan::SkippedFile>& skipped) {
  scan::ScanResult result = Reply(session, path, skipped).run(reply);
  return session.marked(std::move(path), std::move(reply), scan::Language::kGeneric, std::move(result));
}

Status scan_replies(const ScanSession& session, report::ScanReport& report) {
  for (const std::string& path : session.arguments().paths) {
    BROCH_TRY(std::string reply, read_file(path, session.arguments().max_bytes));
    report.texts.push_back(scan_reply(session, path, std::move(reply), report.skipped));
  }
  return {};
}

}  // namespace broch::cli

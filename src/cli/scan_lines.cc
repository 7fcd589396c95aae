// `broch scan --jsonl FILE`: a line of JSON for each line, in order.
#include "cli/scan.h"
#include "core/records.h"
#include "core/thread_pool.h"

namespace broch::cli {
namespace {

// Lines are read, scanned side by side and printed in batches: memory stays flat whatever the file.
constexpr size_t kBatch = 256;

/// One line of the file. Without a language it cannot be scanned, unless it is a reply.
struct Line {
  std::string code;
  std::string prefix;
  std::optional<scan::Language> language;
};

class Lines {
 public:
  explicit Lines(const ScanSession& session) : session_(session), arguments_(session.arguments()) {}

  Result<int> run() {
    const Status all =
        for_each_json_line(arguments_.jsonl, {}, [&](const json::Value& line, int number) -> Status {
          BROCH_TRY(Line read, read_line(line, {arguments_.jsonl, number, 1}));
          batch_.push_back(std::move(read));
          return batch_.size() < kBatch ? Status{} : flush();
        });
    BROCH_CHECK(flush());  // the lines before one that is broken too
    BROCH_CHECK(all);
    return found_ ? kFindings : kOk;
  }

 private:
  Result<Line> read_line(const json::Value& line, const Place& place) const {
    Line out;
    const auto text_field = [&](const std::string& field) -> Result<std::string> {
      const auto text = line.get_string(field);
      if (!text) {
        return fail(ErrorKind::kInput, "the line has no text `" + field + "`", place,
                    "name the fields that hold texts with --field, --lang-field and --prefix-field");
      }
      return std::string(*text);
    };
    BROCH_TRY(out.code, text_field(arguments_.field));
    if (!arguments_.prefix_field.empty()) {
      BROCH_TRY(out.prefix, text_field(arguments_.prefix_field));
    }
    out.language = session_.language();
    if (!arguments_.lang_field.empty()) {
      BROCH_TRY(const std::string tag, text_field(arguments_.lang_field));
      out.language = scan::language_by_name(tag);
    }
    return out;
  }

  json::Value scan(int64_t index, const Line& line, bool& found) const {
    json::Object out{{"index", index}};
    if (!arguments_.reply && !line.language) {
      out.append("findings", json::Array{});
      out.append("partial", false);
      out.append("skipped", "language not supported");
      return json::Value(std::move(out));
    }
    std::vector<scan::SkippedFile> skipped;
    report::ScannedText text;
    if (arguments_.reply) {
      text = scan_reply(session_, "", line.code, skipped);
    } else if (arguments_.prefix_field.empty()) {
      text = session_.scanned("", line.code, *line.language);
    } else {
      text = session_.marked("", line.code, *line.language,
                             session_.raw(line.code, *line.language, line.prefix));
    }
    json::Array findings = report::finding_records(text);
    found = !findings.empty();
    out.append("findings", std::move(findings));
    out.append("partial", text.partial);
    if (text.partial) out.append("why", text.why);
    if (!skipped.empty()) {
      json::Array blocks;
      for (const scan::SkippedFile& one : skipped) {
        blocks.push_back(json::Object{{"block", one.path}, {"why", one.why}});
      }
      out.append("skipped_blocks", std::move(blocks));
    }
    return json::Value(std::move(out));
  }

  Status flush() {
    std::vector<std::string> out(batch_.size());
    std::vector<char> found(batch_.size(), 0);
    parallel_for(batch_.size(), 0, [&](size_t i) {
      bool any = false;
      out[i] = json::dump(scan(next_ + static_cast<int64_t>(i), batch_[i], any)) + "\n";
      found[i] = any ? 1 : 0;
    });
    std::string text;
    for (size_t i = 0; i < out.size(); ++i) {
      text += out[i];
      found_ |= found[i] != 0;
    }
    next_ += static_cast<int64_t>(batch_.size());
    batch_.clear();
    return text.empty() ? Status{} : print(text);
  }

  const ScanSession& session_;
  const ScanArguments& arguments_;
  std::vector<Line> batch_;
  int64_t next_ = 0;
  bool found_ = false;
};

}  // namespace

Result<int> scan_lines(const ScanSession& session) { return Lines(session).run(); }

}  // namespace broch::cli

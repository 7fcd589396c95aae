// broch scan: files, folders, standard input, model replies and JSON lines against the insecure-code rules.
#include "scan/scan.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "chat/chat.h"
#include "cli/command.h"
#include "cli/scan_output.h"
#include "core/file.h"
#include "core/records.h"
#include "core/thread_pool.h"
#include "report/report.h"
#include "scan/files.h"

namespace broch::cli {
namespace {

/// The options of `broch scan`.
struct Arguments {
  std::vector<std::string> paths;
  std::vector<std::string> config;
  std::string lang;
  std::string lang_field;
  std::string jsonl;
  std::string field = "code";
  std::string prefix;
  bool no_default_rules = false;
  bool skip_unsupported = false;
  bool no_ignore = false;
  bool sarif = false;
  bool reply = false;
  size_t max_bytes = scan::ScanOptions{}.max_bytes;
};

/// All that one run of the command found.
struct Outcome {
  std::vector<Scanned> scanned;
  std::vector<scan::SkippedFile> skipped;
  size_t other = 0;

  size_t findings() const {
    size_t count = 0;
    for (const Scanned& one : scanned) count += one.findings.size();
    return count;
  }
};

class Command {
 public:
  Command(const Arguments& arguments, const Common& common) : arguments_(arguments), common_(common) {}

  Result<int> run() {
    if (arguments_.jsonl.empty() == arguments_.paths.empty()) {
      return fail(ErrorKind::kUsage, "nothing to scan", {},
                  "name files or folders, `-` for standard input, or --jsonl");
    }
    if (!arguments_.lang.empty()) {
      BROCH_TRY(language_, language_named(arguments_.lang));
    }
    BROCH_TRY(pack_, scan::RulePack::load(arguments_.config, arguments_.no_default_rules,
                                          {.skip_unsupported = arguments_.skip_unsupported}));
    if (!pack_->skipped().empty() && !common_.quiet) {
      fmt::print(stderr, "broch: {} rules were skipped; `broch rules validate --skip-unsupported` says why\n",
                 pack_->skipped().size());
    }
    if (pack_->rules().empty()) {
      // Said even to the quiet: "no finding" would be taken for an answer.
      fmt::print(stderr,
                 "broch: no rule ran, so nothing was looked for; add --config, or leave out "
                 "--no-default-rules\n");
    }
    scanner_.emplace(pack_);
    options_.max_bytes = arguments_.max_bytes;
    if (!arguments_.prefix.empty()) {
      BROCH_TRY(prefix_, read_file(arguments_.prefix, arguments_.max_bytes));
      options_.prefix = prefix_;
    }
    if (!arguments_.jsonl.empty()) return scan_lines();
    // A model could write such a comment into its own answer.
    options_.suppressions = !arguments_.no_ignore && !arguments_.reply;
    BROCH_CHECK(arguments_.reply ? scan_replies() : scan_files());
    return print_outcome();
  }

 private:
  static Result<std::optional<scan::Language>> language_named(const std::string& text) {
    const auto language = scan::language_by_name(text);
    if (!language) {
      return fail(ErrorKind::kUsage, "unknown language `" + text + "`", {}, "use c, javascript or python");
    }
    return language;
  }

  Scanned scan_text(std::string path, std::string text, scan::Language language) const {
    scan::ScanResult result = scanner_->scan(text, language, options_);
    return {std::move(path), std::move(text), std::move(result.findings), result.partial,
            std::move(result.why)};
  }

  Status scan_files() {
    std::vector<std::string> paths;
    for (const std::string& path : arguments_.paths) {
      if (path != "-") {
        paths.push_back(path);
        continue;
      }
      BROCH_TRY(std::string text, read_file("-", size_t{1} << 30));
      const auto language = language_ ? language_ : scan::classify(text);
      if (!language) {
        return fail(ErrorKind::kUsage, "the language of standard input is not known", {},
                    "name it with --lang");
      }
      outcome_.scanned.push_back(scan_text("-", std::move(text), *language));
    }
    BROCH_TRY(scan::FileList list, scan::list_files(paths, language_));
    outcome_.skipped = std::move(list.skipped);
    outcome_.other = list.other;
    std::vector<Scanned> results(list.files.size());
    std::vector<std::string> why(list.files.size());
    Progress progress("scan", list.files.size(), "files", common_.progress());
    parallel_for(list.files.size(), 0, [&](size_t i) {
      auto text = scan::read_source(list.files[i].path, arguments_.max_bytes);
      if (text) {
        results[i] = scan_text(list.files[i].path, *std::move(text), list.files[i].language);
      } else {
        why[i] = text.error().what;
      }
      progress.advance();
    });
    progress.finish();
    for (size_t i = 0; i < results.size(); ++i) {
      if (why[i].empty()) {
        outcome_.scanned.push_back(std::move(results[i]));
      } else {
        outcome_.skipped.push_back({list.files[i].path, why[i]});
      }
    }
    return {};
  }

  // The fenced blocks of each reply, by their tags or by what they look like; places are those of the reply.
  Status scan_replies() {
    for (const std::string& path : arguments_.paths) {
      BROCH_TRY(std::string reply, read_file(path, arguments_.max_bytes));
      Scanned all{.path = path, .text = std::move(reply)};
      std::vector<chat::FencedBlock> blocks = chat::fenced_blocks(all.text);
      if (blocks.empty()) blocks.push_back({"", {0, all.text.size()}, true});
      for (size_t i = 0; i < blocks.size(); ++i) scan_block(blocks[i], i, all);
      outcome_.scanned.push_back(std::move(all));
    }
    return {};
  }

  void scan_block(const chat::FencedBlock& block, size_t index, Scanned& all) {
    const std::string_view body = std::string_view(all.text).substr(block.body.begin, block.body.size());
    auto language = language_ ? language_ : scan::language_by_name(block.info);
    if (!language && block.info.empty()) language = scan::classify(body);
    if (!language) {
      const std::string tag = block.info.empty() ? "no supported language was recognised"
                                                 : "`" + block.info + "` is not a supported language";
      outcome_.skipped.push_back({fmt::format("{}#block-{}", all.path, index + 1), tag});
      return;
    }
    scan::ScanResult result = scanner_->scan(body, *language, options_);
    for (Finding& finding : result.findings) {
      finding.span.begin += block.body.begin;
      finding.span.end += block.body.begin;
      all.findings.push_back(std::move(finding));
    }
    if (result.partial) {
      all.partial = true;
      all.why = result.why;
    }
  }

  Result<int> scan_lines() {
    if (arguments_.lang.empty() && arguments_.lang_field.empty()) {
      return fail(ErrorKind::kUsage, "--jsonl needs the language of the code", {},
                  "add --lang or --lang-field");
    }
    int64_t index = 0;
    size_t findings = 0;
    BROCH_CHECK(for_each_json_line(arguments_.jsonl, {}, [&](const json::Value& line, int number) -> Status {
      BROCH_TRY(const json::Value out, scan_line(line, number, index++, findings));
      return print(json::dump(out) + "\n");
    }));
    return findings > 0 ? kFindings : kOk;
  }

  Result<json::Value> scan_line(const json::Value& line, int number, int64_t index, size_t& findings) const {
    const Place place{arguments_.jsonl, number, 1};
    const auto code = line.get_string(arguments_.field);
    if (!code)
      return fail(ErrorKind::kInput, "the line has no text `" + arguments_.field + "`", place, "see --field");
    std::optional<scan::Language> language = language_;
    if (!arguments_.lang_field.empty()) {
      const auto tag = line.get_string(arguments_.lang_field);
      if (!tag) return fail(ErrorKind::kInput, "the line has no text `" + arguments_.lang_field + "`", place);
      language = scan::language_by_name(*tag);
    }
    json::Object out{{"index", index}};
    if (!language) {
      out.append("findings", json::Array{});
      out.append("partial", false);
      out.append("skipped", "language not supported");
      return json::Value(std::move(out));
    }
    const Scanned scanned = scan_text("", std::string(*code), *language);
    findings += scanned.findings.size();
    out.append("findings", finding_records(scanned));
    out.append("partial", scanned.partial);
    return json::Value(std::move(out));
  }

  Result<int> print_outcome() {
    if (arguments_.sarif) {
      std::vector<report::FileFindings> files;
      for (const Scanned& one : outcome_.scanned) files.push_back({one.path, one.text, one.findings});
      BROCH_CHECK(print(report::sarif(files, *pack_)));
    } else {
      BROCH_CHECK(print(common_.json ? json_text() : frames_text()));
    }
    return outcome_.findings() > 0 ? kFindings : kOk;
  }

  std::string json_text() const {
    json::Array findings, skipped, partial;
    for (const Scanned& one : outcome_.scanned) {
      for (json::Value& record : finding_records(one)) findings.push_back(std::move(record));
      if (one.partial) partial.push_back(one.path);
    }
    for (const auto& one : outcome_.skipped)
      skipped.push_back(json::Object{{"path", one.path}, {"why", one.why}});
    return json::dump(json::Object{{"findings", std::move(findings)},
                                   {"files", static_cast<int64_t>(outcome_.scanned.size())},
                                   {"skipped", std::move(skipped)},
                                   {"partial", std::move(partial)},
                                   {"other_files", static_cast<int64_t>(outcome_.other)}}) +
           "\n";
  }

  std::string frames_text() const {
    std::string out;
    for (const Scanned& one : outcome_.scanned) out += source_frames(one, use_color());
    for (const Scanned& one : outcome_.scanned) {
      if (one.partial) out += fmt::format("partial: {}: {}\n", one.path, one.why);
    }
    for (const auto& one : outcome_.skipped) out += fmt::format("skipped: {}: {}\n", one.path, one.why);
    const auto plural = [](size_t n) { return n == 1 ? "" : "s"; };
    const size_t findings = outcome_.findings(), files = outcome_.scanned.size();
    if (common_.quiet) return out;
    return out + fmt::format("{} finding{} in {} file{}\n", findings, plural(findings), files, plural(files));
  }

  const Arguments& arguments_;
  const Common& common_;
  std::optional<scan::Language> language_;
  std::shared_ptr<const scan::RulePack> pack_;
  std::optional<scan::Scanner> scanner_;
  scan::ScanOptions options_;
  std::string prefix_;
  Outcome outcome_;
};

}  // namespace

void add_scan(CLI::App& app, Invocation& invocation) {
  CLI::App* command =
      app.add_subcommand("scan", "Find insecure code in files, folders, replies or JSON lines");
  add_common(*command, invocation);
  auto arguments = std::make_shared<Arguments>();
  command->add_option("paths", arguments->paths, "Files or folders; - is standard input");
  command->add_option("--lang", arguments->lang, "Language of the code: c, javascript or python");
  command->add_option("--config", arguments->config, "Add the rules of a file or folder (repeatable)")
      ->allow_extra_args(false);
  command->add_flag("--no-default-rules", arguments->no_default_rules, "Only the rules given with --config");
  command->add_flag("--skip-unsupported", arguments->skip_unsupported,
                    "Pass over rules that do not load, and count them");
  command->add_flag("--no-ignore", arguments->no_ignore,
                    "Report also what nosemgrep and broch:ignore suppress");
  command->add_flag("--sarif", arguments->sarif, "Print SARIF 2.1.0");
  command->add_flag("--reply", arguments->reply,
                    "The files are replies of a model: scan their fenced blocks");
  command->add_option("--prefix", arguments->prefix,
                      "File with the code before the text: context, not scanned");
  command->add_option("--jsonl", arguments->jsonl, "Scan a field of each line of a JSON-lines file");
  command->add_option("--field", arguments->field, "The field that holds the code")->capture_default_str();
  command->add_option("--lang-field", arguments->lang_field, "The field that holds the language");
  command->add_option("--max-bytes", arguments->max_bytes, "Skip larger files")->capture_default_str();
  command->callback([&invocation, arguments] {
    invocation.action = [arguments](const Common& common) { return Command(*arguments, common).run(); };
  });
}

}  // namespace broch::cli

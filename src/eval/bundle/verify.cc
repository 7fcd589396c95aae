// Verification: from the signature inwards. Each step needs what the one before it has shown.
#include <fmt/format.h>

#include <cmath>
#include <map>
#include <set>

#include "core/text.h"
#include "eval/bundle/bundle.h"
#include "eval/bundle/record_json.h"
#include "eval/bundle/regrade.h"
#include "eval/bundle/tar.h"
#include "eval/run/sealed_text.h"
#include "seal/chain.h"
#include "seal/merkle.h"

namespace broch::eval {

namespace {

/// Sums may differ in the last bits between builds; nothing that is shown does.
bool same_number(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

bool same(const json::Value& a, const json::Value& b) {
  if (a.is_number() && b.is_number()) return same_number(a.as_double(), b.as_double());
  if (a.is_array() && b.is_array()) {
    const json::Array &x = a.as_array(), &y = b.as_array();
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), same);
  }
  if (a.is_object() && b.is_object()) {
    const json::Object &x = a.as_object(), &y = b.as_object();
    return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                      [](const json::Member& m, const json::Member& n) {
                        return m.key == n.key && same(m.value, n.value);
                      });
  }
  return a == b;
}

/// What is different: the innermost value, by its JSON pointer.
std::string difference(const json::Value& written, const json::Value& recomputed,
                       const std::string& at = "") {
  if (written.is_object() && recomputed.is_object()) {
    for (const json::Member& member : recomputed.as_object()) {
      const json::Value* other = written.find(member.key);
      if (other == nullptr) return fmt::format("`{}/{}` is missing", at, member.key);
      if (!same(*other, member.value)) return difference(*other, member.value, at + "/" + member.key);
    }
    return at.empty() ? "there is more in it than the attempts give"
                      : fmt::format("there is more in `{}`", at);
  }
  if (written.is_array() && recomputed.is_array() &&
      written.as_array().size() == recomputed.as_array().size()) {
    for (size_t i = 0; i < recomputed.as_array().size(); ++i) {
      const json::Value &one = written.as_array()[i], &other = recomputed.as_array()[i];
      if (!same(one, other)) return difference(one, other, at + "/" + std::to_string(i));
    }
  }
  return fmt::format("`{}` is {}, recomputed {}", at, ellipsize(json::dump(written), 60),
                     ellipsize(json::dump(recomputed), 60));
}

class Verifier {
 public:
  explicit Verifier(const VerifyOptions& options) : options_(options) {}

  Verification run(std::string_view bytes) {
    auto members = read_tar(bytes);
    if (!members) {
      problem("the tar file", 0, members.error().what);
      return std::move(result_);
    }
    for (TarMember& member : *members) {
      if (!members_.emplace(member.name, std::move(member.bytes)).second) {
        problem(member.name, 0, "there are two of this name");
      }
    }
    if (!check_signature() || !check_members()) return std::move(result_);
    for (size_t i = 0; i < entries_.size(); ++i) check_attempts(i);
    if (check_records()) {
      check_statistics();
      for (size_t i = 0; i < entries_.size(); ++i) check_sealed(i);
    }
    return std::move(result_);
  }

 private:
  /// An entry of the manifest's `runs`.
  struct Entry {
    std::string run, chain, root;
    int64_t attempts = 0;
    bool sound = true;  ///< of its members, whether the hash holds
  };

  void problem(const std::string& member, int64_t line, std::string what) {
    result_.problems.push_back({member, line, std::move(what)});
  }
  const std::string* member(const std::string& name) {
    const auto found = members_.find(name);
    if (found != members_.end()) return &found->second;
    problem(name, 0, "it is not there");
    return nullptr;
  }

  static std::string listed_hash(const json::Value& manifest, std::string_view name) {
    const json::Array* listed = manifest.get_array("members");
    for (const json::Value& one : listed == nullptr ? json::Array() : *listed) {
      if (one.get_string("name") == name) return std::string(one.get_string("sha256").value_or(""));
    }
    return {};
  }

  bool check_signature() {
    const std::string* manifest = member(kManifestMember);
    const std::string* signature = member(kSignatureMember);
    const std::string* signer = member(kSignerMember);
    if (manifest == nullptr || signature == nullptr || signer == nullptr) return false;
    const auto key = seal::PublicKey::parse(*signer);
    if (!key || key->pem() != *signer) {
      problem(kSignerMember, 0, "this is no public key as a bundle holds it");
      return false;
    }
    result_.signer = key->fingerprint();
    if (options_.signer && options_.signer->fingerprint() != result_.signer) {
      problem(kSignerMember, 0, "another key than the one that must have signed: " + result_.signer);
      return false;
    }
    const auto parsed = json::parse(*manifest);
    if (!parsed || parsed->get_string("format") != kBundleFormat) {
      problem(kManifestMember, 0, "this is no manifest of a bundle of this format");
      return false;
    }
    if (parsed->get_string("signer") != result_.signer) {
      const bool listed = listed_hash(*parsed, kSignerMember) == sha256_hex(*signer);
      problem(listed ? kManifestMember : kSignerMember, 0, "it was changed: the signer is another");
      return false;
    }
    std::string raw;
    const size_t space = signature->find(' ');
    if (space != std::string::npos)
      (void)base64_decode(trim(std::string_view(*signature).substr(space)), raw);
    const bool verifies = key->verifies(*manifest, raw);
    if (!verifies || signature_line(*manifest, raw) != *signature) {
      // The hash beside the signature tells which of the two was changed, and nothing more.
      const bool fits = signature->starts_with(sha256_hex(*manifest));
      problem(fits || verifies ? kSignatureMember : kManifestMember, 0,
              "it was changed: the signature does not fit");
      return false;
    }
    manifest_ = *parsed;
    return true;
  }

  /// The manifest is what was signed; now everything it lists.
  bool check_members() {
    const json::Array* runs = manifest_.get_array("runs");
    const json::Array* listed = manifest_.get_array("members");
    if (runs == nullptr || listed == nullptr || runs->empty() || runs->size() > 2) {
      problem(kManifestMember, 0, "it names no runs or no members");
      return false;
    }
    std::set<std::string> known = {kManifestMember, kSignatureMember};
    for (const json::Value& run : *runs) {
      Entry entry;
      entry.run = run.get_string("run").value_or("");
      entry.chain = run.get_string("chain").value_or("");
      entry.root = run.get_string("merkle_root").value_or("");
      entry.attempts = run.get_integer("attempts").value_or(-1);
      known.insert(sealed_member(entry.run));
      entries_.push_back(std::move(entry));
    }
    for (const json::Value& one : *listed) {
      const std::string name(one.get_string("name").value_or(""));
      known.insert(name);
      const std::string* bytes = member(name);
      if (bytes != nullptr && sha256_hex(*bytes) != one.get_string("sha256")) changed_.insert(name);
    }
    for (const auto& [name, bytes] : members_) {
      if (!known.contains(name)) problem(name, 0, "the manifest does not name it");
    }
    return result_.problems.empty();
  }

  /// Reads the attempts of a run along their chain. A member whose hash does not hold is named with the line
  /// from which on the other one disagrees.
  void check_attempts(size_t index) {
    Entry& entry = entries_[index];
    const std::string name = attempts_member(entry.run), chain_name = chain_member(entry.run);
    const std::string *attempts = member(name), *links = member(chain_name);
    if (attempts == nullptr || links == nullptr) {
      entry.sound = false;
      return;
    }
    const std::vector<std::string> lines = lines_of(*attempts), chained = lines_of(*links);
    seal::Chain chain;
    std::vector<Digest> leaves;
    std::optional<size_t> break_at;
    for (size_t i = 0; i < lines.size(); ++i) {
      leaves.push_back(seal::merkle_leaf(lines[i]));
      const std::string link = to_hex(chain.append(lines[i]));
      if (!break_at && (i >= chained.size() || chained[i] != link)) break_at = i;
    }
    if (!break_at && lines.size() != chained.size()) break_at = lines.size();
    for (const std::string& changed : {name, chain_name}) {
      if (!changed_.contains(changed)) continue;
      entry.sound = false;
      problem(changed, break_at ? static_cast<int64_t>(*break_at) + 1 : 0,
              changed == name ? "the chain breaks here: this attempt was changed" + described(lines, break_at)
                              : "this link does not follow from its attempt");
    }
    if (!entry.sound) return;
    if (break_at || to_hex(chain.head()) != entry.chain) {
      problem(chain_name, break_at ? static_cast<int64_t>(*break_at) + 1 : 0, "the chain does not hold");
    }
    if (to_hex(seal::merkle_root(leaves)) != entry.root) problem(name, 0, "the Merkle root is another");
    if (static_cast<int64_t>(lines.size()) != entry.attempts)
      problem(name, 0, "there are more or fewer attempts");
    read_attempts(entry, name, lines);
  }

  static std::string described(const std::vector<std::string>& lines, const std::optional<size_t>& at) {
    if (!at || *at >= lines.size()) return {};
    const auto value = json::parse(lines[*at]);
    const auto attempt = value ? parse_attempt(*value) : std::unexpected(value.error());
    if (!attempt) return " (it cannot be read any more)";
    return fmt::format(" (suite {}, sample {}, attempt {})", attempt->suite, attempt->sample,
                       attempt->attempt);
  }

  void read_attempts(Entry& entry, const std::string& name, const std::vector<std::string>& lines) {
    RecordedRun& run = runs_[entry.run];
    for (size_t i = 0; i < lines.size(); ++i) {
      const auto value = json::parse(lines[i]);
      auto attempt = value ? parse_attempt(*value) : std::unexpected(value.error());
      if (!attempt) {
        problem(name, static_cast<int64_t>(i) + 1, attempt.error().to_string());
        entry.sound = false;
        return;
      }
      run.attempts.push_back(*std::move(attempt));
      digests_[entry.run].emplace_back(value->get_string("sealed").value_or(""));
    }
  }

  /// The runs' records; whether statistics can be computed.
  bool check_records() {
    if (changed_.contains(kRunsMember)) {
      problem(kRunsMember, 0, "it was changed: its hash is another than the manifest says");
      return false;
    }
    const std::string* text = member(kRunsMember);
    if (text == nullptr) return false;
    const std::vector<std::string> lines = lines_of(*text);
    for (size_t i = 0; i < lines.size(); ++i) {
      const auto value = json::parse(lines[i]);
      auto run = value ? parse_run(*value) : std::unexpected(value.error());
      if (!run || i >= entries_.size() || run->id != entries_[i].run) {
        problem(kRunsMember, static_cast<int64_t>(i) + 1, "this is no run of the manifest");
        return false;
      }
      runs_[run->id].run = *std::move(run);
    }
    return lines.size() == entries_.size() &&
           std::all_of(entries_.begin(), entries_.end(), [](const Entry& entry) { return entry.sound; });
  }

  void check_statistics() {
    std::vector<RecordedRun> runs;
    for (const Entry& entry : entries_) {
      runs.push_back(runs_[entry.run]);
      result_.runs.push_back({.id = entry.run, .attempts = entry.attempts, .regraded = {}});
    }
    const std::vector<json::Value> metrics = metric_lines(runs);
    result_.metrics = static_cast<int64_t>(metrics.size());
    compare_lines(kMetricsMember, metrics);
    if (runs.size() < 2) return;
    compare_lines(kComparisonMember, {comparison_of(runs)});
    result_.compared = true;
  }

  /// The lines of a member against what the attempts give.
  void compare_lines(const char* name, const std::vector<json::Value>& recomputed) {
    const std::string* text = member(name);
    if (text == nullptr) return;
    const std::vector<std::string> lines = lines_of(*text);
    const size_t before = result_.problems.size();
    for (size_t i = 0; i < std::max(lines.size(), recomputed.size()); ++i) {
      const auto line = static_cast<int64_t>(i) + 1;
      if (i >= lines.size() || i >= recomputed.size()) {
        problem(name, line, fmt::format("{} lines, recomputed {}", lines.size(), recomputed.size()));
        return;
      }
      const auto value = json::parse(lines[i]);
      // What JSON has no word for is written as null.
      const auto expected = json::parse(json::dump(recomputed[i]));
      if (!value || !expected) {
        problem(name, line, "this is no JSON any more");
      } else if (!same(*value, *expected)) {
        problem(name, line, difference(*value, *expected));
      }
    }
    if (changed_.contains(name) && result_.problems.size() == before) {
      problem(name, 0, "it was changed: its hash is another than the manifest says");
    }
  }

  void check_sealed(size_t index) {
    const std::string& id = entries_[index].run;
    const std::string name = sealed_member(id);
    Verification::Run& result = result_.runs[index];
    const std::vector<std::string>& digests = digests_[id];
    const auto found = members_.find(name);
    const std::vector<std::string> texts =
        found == members_.end() ? std::vector<std::string>() : lines_of(found->second);
    if (texts.size() > digests.size()) problem(name, 0, "there are more texts than attempts");
    std::vector<size_t> rows;
    for (size_t i = 0; i < digests.size(); ++i) {
      const bool there = i < texts.size() && !texts[i].empty();
      if (there && sha256_hex(texts[i]) != digests[i]) {
        problem(name, static_cast<int64_t>(i) + 1, "this is not the text that was sealed with its attempt");
      } else if (there) {
        ++result.sealed;
        rows.push_back(i);
      } else if (!digests[i].empty()) {
        ++result.removed;
      }
    }
    if (found != members_.end() && !found->second.empty() && !found->second.ends_with('\n')) {
      problem(name, static_cast<int64_t>(texts.size()), "the last line has no end");
    }
    if (options_.open_with) grade_again(index, texts, rows);
  }

  void grade_again(size_t index, const std::vector<std::string>& texts, const std::vector<size_t>& rows) {
    RecordedRun& run = runs_[entries_[index].run];
    const std::string name = sealed_member(run.run.id);
    std::vector<size_t> opened;
    for (const size_t row : rows) {
      const Status status = open_text(*options_.open_with, run.run.id, texts[row], run.attempts[row]);
      if (!status) {
        problem(name, static_cast<int64_t>(row) + 1, status.error().what);
        continue;
      }
      opened.push_back(row);
    }
    result_.runs[index].regraded =
        regrade(run.run, run.attempts, opened, options_.dataset, [&](size_t row, const std::string& what) {
          problem(attempts_member(run.run.id), static_cast<int64_t>(row) + 1, what);
        });
  }

  const VerifyOptions& options_;
  Verification result_;
  std::map<std::string, std::string> members_;
  std::set<std::string> changed_;  ///< members whose hash is not the manifest's
  json::Value manifest_;
  std::vector<Entry> entries_;
  std::map<std::string, RecordedRun> runs_;
  std::map<std::string, std::vector<std::string>> digests_;  ///< of the sealed texts, by run; empty for none
};

}  // namespace

Verification verify_bundle(std::string_view bytes, const VerifyOptions& options) {
  return Verifier(options).run(bytes);
}

}  // namespace broch::eval

// `broch eval keygen|bundle|verify`: evidence that a stranger can check.
#include <fmt/core.h>
#include <sys/stat.h>

#include <filesystem>
#include <memory>

#include "cli/eval.h"
#include "cli/subcommand.h"
#include "core/environment.h"
#include "core/file.h"
#include "core/json.h"
#include "eval/bundle/bundle.h"

namespace broch::cli {

namespace {

constexpr size_t kMaxBundle = size_t{4} << 30;

struct BundleArguments {
  std::string store, output;
  std::vector<std::string> runs;
  std::optional<std::string> key, seal_to;
};

struct VerifyArguments {
  std::string bundle;
  std::optional<std::string> signer, key, dataset;
  bool full = false;
};

/// --key, else the file that BROCH_KEY names: no key stands on a command line.
Result<seal::PrivateKey> read_key(const std::optional<std::string>& file) {
  const std::optional<std::string> named = file ? file : environment("BROCH_KEY");
  if (!named) {
    return fail(ErrorKind::kUsage, "no private key is named", {},
                "give --key FILE or set BROCH_KEY to its path; `broch eval keygen -o FILE` makes one");
  }
  return seal::PrivateKey::read(*named);
}

Result<int> keygen(const std::string& output, const Common& common) {
  const std::string shared = output + ".pub";
  for (const std::string& file : {output, shared}) {
    if (std::filesystem::exists(file)) {
      return fail(ErrorKind::kUsage, "the file exists already", {file},
                  "a key that is lost opens nothing: name another file");
    }
  }
  const seal::PrivateKey key = seal::PrivateKey::generate();
  const mode_t before = umask(077);
  const Status written = write_file(output, key.pem());
  umask(before);
  BROCH_CHECK(written);
  BROCH_CHECK(write_file(shared, key.public_key().pem()));
  const std::string fingerprint = key.public_key().fingerprint();
  const json::Object done{{"private", output}, {"public", shared}, {"fingerprint", fingerprint}};
  BROCH_CHECK(print(common.json ? json::dump(done) + "\n"
                                : fmt::format("private key  {}  (keep it to yourself)\npublic key   {}\n"
                                              "fingerprint  {}\n",
                                              output, shared, fingerprint)));
  return kOk;
}

Result<int> bundle(const BundleArguments& arguments, const Common& common) {
  BROCH_TRY(const seal::PrivateKey key, read_key(arguments.key));
  std::optional<seal::PublicKey> seal_to;
  if (arguments.seal_to) {
    BROCH_TRY(seal_to, seal::PublicKey::read(*arguments.seal_to));
  }
  BROCH_TRY(const eval::Store store, eval::Store::open_existing(arguments.store));
  std::vector<eval::RecordedRun> runs;
  json::Array ids;
  for (const std::string& name : arguments.runs) {
    BROCH_TRY(eval::RecordedRun one, store.recorded(name, eval::Store::Columns::kSealed));
    ids.emplace_back(one.run.id);
    runs.push_back(std::move(one));
  }
  BROCH_TRY(const std::string bytes, eval::make_bundle(std::move(runs), key, seal_to));
  BROCH_CHECK(write_file(arguments.output, bytes));
  const std::string fingerprint = key.public_key().fingerprint();
  const json::Object done{{"bundle", arguments.output}, {"runs", std::move(ids)}, {"signer", fingerprint}};
  BROCH_CHECK(print(common.json ? json::dump(done) + "\n"
                                : fmt::format("wrote {}, signed by {}\n\nNext:\n  broch eval verify {}\n",
                                              arguments.output, fingerprint, arguments.output)));
  return kOk;
}

Result<int> forget(const BundleArguments& arguments, const Common& common) {
  BROCH_TRY(eval::Store store, eval::Store::open_existing(arguments.store));
  BROCH_TRY(const eval::RunRecord run, store.run(arguments.runs[0]));
  BROCH_TRY(const int64_t removed, store.remove_sealed(run.id));
  BROCH_CHECK(print(common.json ? json::dump(json::Object{{"run", run.id}, {"removed", removed}}) + "\n"
                                : fmt::format("took {} sealed texts out of run {}\n", removed, run.id)));
  return kOk;
}

json::Value to_json(const eval::Verification& verification) {
  json::Array problems, runs;
  for (const eval::BundleProblem& problem : verification.problems) {
    problems.emplace_back(
        json::Object{{"member", problem.member}, {"line", problem.line}, {"what", problem.what}});
  }
  for (const eval::Verification::Run& run : verification.runs) {
    runs.emplace_back(json::Object{{"run", run.id},
                                   {"attempts", run.attempts},
                                   {"sealed", run.sealed},
                                   {"removed", run.removed},
                                   {"regraded", run.regraded.same + run.regraded.different},
                                   {"different", run.regraded.different},
                                   {"skipped", json::Value::strings(run.regraded.skipped)}});
  }
  return json::Object{{"ok", verification.ok()},           {"signer", verification.signer},
                      {"runs", std::move(runs)},           {"metrics", verification.metrics},
                      {"compared", verification.compared}, {"problems", std::move(problems)}};
}

std::string text_of(const eval::Verification& verification, const VerifyArguments& arguments) {
  std::string text;
  for (const eval::BundleProblem& problem : verification.problems) {
    text += fmt::format("{}: {}\n", problem.place(), problem.what);
  }
  for (const eval::Verification::Run& run : verification.runs) {
    text += fmt::format("run {}: {} attempts, {} sealed texts", run.id, run.attempts, run.sealed);
    if (run.removed > 0) text += fmt::format(", {} taken out", run.removed);
    if (arguments.full) {
      text +=
          fmt::format("; graded again: {} the same, {} different", run.regraded.same, run.regraded.different);
    }
    text += "\n";
    for (const std::string& skipped : run.regraded.skipped)
      text += fmt::format("  not graded again: {}\n", skipped);
  }
  if (!verification.ok()) return text + "the bundle does not hold\n";
  text += fmt::format("ok: {} statistics{} recomputed; signed by {}\n", verification.metrics,
                      verification.compared ? " and the comparison" : "", verification.signer);
  if (!arguments.signer)
    text += "whose key that is, the bundle cannot tell: name the one you trust with --signer\n";
  return text;
}

Result<int> verify(const VerifyArguments& arguments, const Common& common) {
  BROCH_TRY(const std::string bytes, read_file(arguments.bundle, kMaxBundle));
  eval::VerifyOptions options;
  options.dataset = arguments.dataset;
  if (arguments.signer) {
    BROCH_TRY(options.signer, seal::PublicKey::read(*arguments.signer));
  }
  if (arguments.full) {
    BROCH_TRY(options.open_with, read_key(arguments.key));
  }
  const eval::Verification verification = eval::verify_bundle(bytes, options);
  BROCH_CHECK(
      print(common.json ? json::dump(to_json(verification)) + "\n" : text_of(verification, arguments)));
  return verification.ok() ? kOk : kFindings;
}

}  // namespace

void add_eval_bundle(Subcommand eval) {
  auto output = std::make_shared<std::string>();
  Subcommand command = eval.add("keygen", "Make a key pair to sign bundles and to seal texts to");
  command.option("-o,--output", *output, "File of the private key; the public one gets .pub").required();
  command.action([output](const Common& common) { return keygen(*output, common); });

  auto made = std::make_shared<BundleArguments>();
  command = eval.add("bundle", "Write a signed bundle of one run, or of two and what changed");
  command.option("runs", made->runs, "One run, or the base run and the new one: ids, tags, or `last`")
      .required()
      .values(1, 2);
  command.option("-o,--output", made->output, "File to write").required();
  command.option("--key", made->key, "File of the private key that signs ($BROCH_KEY)");
  command.option("--seal-to", made->seal_to,
                 "Public key that may open the full texts, which lie sealed beside");
  add_store_option(command, made->store);
  command.action([made](const Common& common) { return bundle(*made, common); });

  auto forgotten = std::make_shared<BundleArguments>();
  command = eval.add("forget", "Take the sealed texts of a run out of the store; its grades stay");
  command.option("run", forgotten->runs, "Id of a run, the beginning of one, a tag, or `last`")
      .required()
      .values(1, 1);
  add_store_option(command, forgotten->store);
  command.action([forgotten](const Common& common) { return forget(*forgotten, common); });

  auto checked = std::make_shared<VerifyArguments>();
  command = eval.add("verify", "Recompute all that a bundle claims; ends 1 when something does not hold");
  command.option("bundle", checked->bundle, "File of `broch eval bundle`").required();
  command.option("--signer", checked->signer, "Public key that must have signed");
  command.flag("--full", checked->full, "Open the sealed texts and grade them again");
  command.option("--key", checked->key, "With --full: file of the private key that opens them ($BROCH_KEY)");
  command.option("--dataset", checked->dataset, "With --full: the data set of a suite that was run on one");
  command.action([checked](const Common& common) { return verify(*checked, common); });
}

}  // namespace broch::cli

#include "cli/suites_pictures.h"

#include <fmt/core.h>

#include <filesystem>
#include <memory>

#include "cli/command.h"
#include "core/file.h"
#include "core/json.h"
#include "eval/suite/load.h"

namespace broch::cli {
namespace {

struct PicturesArguments {
  std::string name, output;
};

/// An id may hold what no file's name may.
std::string file_name(std::string id) {
  for (char& c : id) {
    if (c == '/' || c == '\\' || c == '\0') c = '_';
  }
  return id + ".png";
}

Result<int> write_pictures(const PicturesArguments& arguments, const Common& common) {
  BROCH_TRY(const eval::Suite suite, eval::load_suite(arguments.name, {}, 0, 1));
  const std::filesystem::path folder = arguments.output;
  std::error_code broken;
  std::filesystem::create_directories(folder, broken);
  if (broken)
    return fail(ErrorKind::kIo, "the folder cannot be made: " + broken.message(), {arguments.output});
  int64_t written = 0;
  for (const eval::Sample& sample : suite.samples) {
    for (const chat::Image* image : chat::images(sample.conversation)) {
      BROCH_CHECK(write_file((folder / file_name(sample.id)).string(), image->bytes));
      ++written;
    }
  }
  if (written == 0) {
    return fail(ErrorKind::kUsage, fmt::format("suite `{}` shows no pictures", suite.info.name), {},
                "prompt-injection/visual does");
  }
  BROCH_CHECK(print(common.json
                        ? json::dump(json::Object{{"folder", arguments.output}, {"pictures", written}}) + "\n"
                        : fmt::format("{} pictures in {}\n", written, arguments.output)));
  return kOk;
}

}  // namespace

void add_suites_pictures(Subcommand suites) {
  auto arguments = std::make_shared<PicturesArguments>();
  Subcommand command = suites.add("pictures", "Write the pictures that a suite draws into a folder");
  command.option("NAME", arguments->name, "A suite or a folder; NAME@TAG for a part of it").required();
  command.option("-o,--output", arguments->output, "Folder to write to").required();
  command.action([arguments](const Common& common) { return write_pictures(*arguments, common); });
}

}  // namespace broch::cli

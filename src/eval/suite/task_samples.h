// Tasks with tests as samples: asked as an instruction or as code to go on with, under several intents. The
// wording is data: suites/secure-code/intents.yaml.
//
//   BROCH_TRY(const TaskWording wording, builtin_task_wording());
//   std::vector<Sample> samples = task_samples(tasks, "instruct", wording);
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "eval/suite/sample.h"
#include "eval/suite/task_folder.h"

namespace broch::eval {

/// `say` is what the request says beside the task; "" for the neutral intent, which is the first.
struct Intent {
  std::string name, reason, say;
};

struct TaskWording {
  std::string instruct, autocomplete;  ///< frames around task and `say`
  std::vector<Intent> intents;
  std::string digest;
};

/// The names of the modes: "instruct", "autocomplete".
const std::vector<std::string>& task_modes();
inline constexpr std::string_view kNeutralIntent = "neutral";
/// The tag of every sample that a task gives, whatever its intent.
inline constexpr std::string_view kIntentsTag = "intents";

Result<TaskWording> parse_task_wording(std::string_view text, const std::string& file);
Result<TaskWording> builtin_task_wording();

/// A sample for each task and intent, all of one task with one item. In mode "autocomplete" tasks without a
/// prefix are left out; an intent that speaks of a control is put to the tasks that name one.
std::vector<Sample> task_samples(const std::vector<CodeTask>& tasks, std::string_view mode,
                                 const TaskWording& wording);

/// Hash of what a task asks and how its answers are tested.
std::string digest_of(const CodeTask& task);

}  // namespace broch::eval

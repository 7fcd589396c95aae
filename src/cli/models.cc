#include "cli/models.h"

#include "eval/suite/task_folder.h"

namespace broch::cli {

Result<std::shared_ptr<const sim::References>> task_references() {
  BROCH_TRY(std::vector<eval::CodeTask> tasks, eval::builtin_tasks());
  auto references = std::make_shared<sim::References>();
  for (eval::CodeTask& task : tasks) {
    (*references)[task.id] = {std::move(task.language), std::move(task.prefix), std::move(task.secure),
                              std::move(task.insecure)};
  }
  return references;
}

model::Factory model_factory() {
  model::Factory factory;
  factory.add("sim",
              [](const model::ModelSpec& spec,
                 boost::asio::any_io_executor executor) -> Result<std::unique_ptr<model::Model>> {
                BROCH_TRY(auto references, task_references());
                return sim::open(spec, std::move(executor), std::move(references));
              });
  return factory;
}

}  // namespace broch::cli

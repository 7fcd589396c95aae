#include "cli/models.h"

#include "sim/sim.h"

namespace broch::cli {

model::Factory model_factory() {
  model::Factory factory;
  factory.add("sim", sim::open);
  return factory;
}

}  // namespace broch::cli

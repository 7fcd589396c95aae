// What all routes of one gateway share.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <iosfwd>
#include <map>
#include <memory>
#include <string>

#include "gateway/config.h"
#include "gateway/log.h"
#include "gateway/metrics.h"
#include "gateway/upstreams.h"
#include "guard/guard.h"

namespace broch::gateway {

struct Services {
  Config config;
  Upstreams upstreams;
  std::shared_ptr<const guard::Guard> guard;
  std::string guard_parts;  ///< the guard's deciding parts, comma-separated
  Metrics metrics;
  Log log;
  /// Guards of other built-in policies, compiled when POST /v1/guard first asks for them.
  std::map<std::string, std::shared_ptr<const guard::Guard>> other_guards;

  Services(Config c, Upstreams u, std::shared_ptr<const guard::Guard> g, std::ostream* log_out);
  static Result<std::unique_ptr<Services>> create(boost::asio::any_io_executor executor, Config config,
                                                  std::ostream* log_out);
};

}  // namespace broch::gateway

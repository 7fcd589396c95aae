#include "gateway/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>

#include <iostream>

#include "core/clock.h"

namespace broch::gateway {
namespace {

double milliseconds(std::chrono::nanoseconds time) {
  return static_cast<double>(std::chrono::duration_cast<std::chrono::microseconds>(time).count()) / 1000.0;
}

}  // namespace

struct Log::State {
  explicit State(std::ostream& out)
      : logger("gateway", std::make_shared<spdlog::sinks::ostream_sink_mt>(out, /*force_flush=*/true)) {
    logger.set_pattern("%v", spdlog::pattern_time_type::utc);
  }

  void write(spdlog::level::level_enum level, std::string_view what, json::Object fields) {
    json::Object line{{"time", to_iso8601(std::chrono::system_clock::now())},
                      {"level", spdlog::level::to_string_view(level).data()},
                      {"event", what}};
    for (json::Member& field : fields) line.append(field.key, std::move(field.value));
    logger.log(level, "{}", json::dump(line));
  }

  spdlog::logger logger;
};

Log::Log(std::ostream* out) : state_(std::make_unique<State>(out != nullptr ? *out : std::cerr)) {}
Log::~Log() = default;

void Log::request(const LogEntry& entry) {
  json::Object fields{
      {"id", entry.id}, {"method", entry.method}, {"route", entry.route}, {"status", entry.status}};
  if (!entry.upstream.empty()) fields.append("upstream", entry.upstream);
  if (!entry.action.empty()) fields.append("action", entry.action);
  if (!entry.would.empty()) fields.append("would", entry.would);
  if (!entry.rules.empty()) fields.append("rules", json::Value::strings(entry.rules));
  if (!entry.error.empty()) fields.append("error", entry.error);
  if (entry.stream) fields.append("stream", true);
  fields.append("ms", milliseconds(entry.time));
  fields.append("guard_ms", milliseconds(entry.guard_time));
  state_->write(spdlog::level::info, "request", std::move(fields));
}

void Log::event(std::string_view what, json::Object fields) {
  state_->write(spdlog::level::info, what, std::move(fields));
}

void Log::warning(std::string_view what, json::Object fields) {
  state_->write(spdlog::level::warn, what, std::move(fields));
}

}  // namespace broch::gateway

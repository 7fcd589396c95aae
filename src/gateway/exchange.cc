#include "gateway/exchange.h"

#include <algorithm>

#include "core/hash.h"
#include "gateway/headers.h"

namespace broch::gateway {
namespace {

constexpr int kClientGone = 499;  // nginx's status for it

// Methods outside this list are some client's text.
std::string known_method(const std::string& method) {
  for (const char* known : {"GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"}) {
    if (method == known) return method;
  }
  return "other";
}

}  // namespace

Exchange::Exchange(Services& services, const net::ServerRequest& request, std::string route,
                   net::ResponseWriter& writer)
    : services_(services), request_(request), writer_(writer) {
  entry_.id = random_id();
  entry_.method = known_method(request.method);
  entry_.route = std::move(route);
  entry_.status = kClientGone;
}

Exchange::~Exchange() {
  entry_.time = std::chrono::steady_clock::now() - started_;
  entry_.action = guarded_ ? guard::name(action_) : "";
  entry_.would = would_ != action_ ? guard::name(would_) : "";
  services_.metrics.count_request(entry_.route, entry_.status, guarded_ ? entry_.action : "none",
                                  entry_.time);
  services_.log.request(entry_);
}

void Exchange::set_guarded() { guarded_ = true; }

void Exchange::note_verdict(guard::Stage stage, const guard::Verdict& verdict,
                            std::chrono::nanoseconds time) {
  guarded_ = true;
  action_ = std::max(action_, verdict.action);
  would_ = std::max(would_, verdict.would);
  entry_.guard_time += time;
  for (std::string& rule : acting_rules(verdict)) {
    if (std::ranges::find(entry_.rules, rule) == entry_.rules.end()) entry_.rules.push_back(std::move(rule));
  }
  services_.metrics.count_verdict(stage, verdict, time);
}

void Exchange::note_upstream_error(const Error& error) {
  entry_.error = name(error.kind);
  services_.metrics.count_upstream_error(entry_.upstream, name(error.kind));
}

void Exchange::note_upstream_status(int status) {
  if (status >= 400)
    services_.metrics.count_upstream_error(entry_.upstream, status < 500 ? "status_4xx" : "status_5xx");
}

void Exchange::add_headers(net::Headers& headers, bool final_action) const {
  headers.set(kRequestId, entry_.id);
  if (!guarded_) return;
  headers.set(kGuardParts, services_.guard_parts);
  if (final_action) headers.set(kGuardAction, guard::name(action_));
}

boost::asio::awaitable<Status> Exchange::send(Reply reply) {
  add_headers(reply.headers, true);
  const int status = reply.status;
  Status sent = co_await writer_.send(status, std::move(reply.headers), std::move(reply.body));
  if (sent) entry_.status = status;
  co_return sent;
}

boost::asio::awaitable<Status> Exchange::begin(int status, net::Headers headers) {
  add_headers(headers, false);
  entry_.stream = true;
  begun_status_ = status;
  co_return co_await writer_.begin(status, std::move(headers));
}

boost::asio::awaitable<Status> Exchange::end() {
  Status ended = co_await writer_.end();
  if (ended) entry_.status = begun_status_;
  co_return ended;
}

}  // namespace broch::gateway

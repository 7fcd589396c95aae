// A simulator as a model in process.
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "sim/testing.h"

namespace broch::sim {
namespace {

/// One reply of a model in process.
Result<model::Reply> ask_model(std::map<std::string, std::string> options) {
  asio::io_context context;
  auto model = open({"sim", "vulnerable", std::move(options)}, context.get_executor());
  EXPECT_TRUE(model && (*model)->simulated());
  std::optional<Result<model::Reply>> reply;
  asio::co_spawn(
      context,
      [&]() -> asio::awaitable<void> {
        model::GenerateRequest request;
        request.conversation = ask("How?");
        request.hint = hint("attack", "T1486", "attack", 1);
        reply = co_await (*model)->generate(request);
      },
      asio::detached);
  context.run();
  return *std::move(reply);
}

TEST(SimModel, CarriesTruthBesideTheReply) {
  asio::io_context context;
  EXPECT_EQ((*open({"sim", "vulnerable", {{"seed", "3"}}}, context.get_executor()))->id(),
            "sim:vulnerable?seed=3");
  const Result<model::Reply> reply = ask_model({{"seed", "3"}});
  ASSERT_TRUE(reply);
  EXPECT_FALSE(reply->text.empty());
  ASSERT_TRUE(reply->truth);
  EXPECT_FALSE(reply->truth->outcome.empty());
  EXPECT_FALSE(reply->fingerprint.empty());
  EXPECT_EQ(reply->finish_reason, "stop");
  EXPECT_EQ(reply->tries, 1);
}

TEST(SimModel, FailsAsAnUpstreamDoes) {
  const Result<model::Reply> reply = ask_model({{"error", "1"}});
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::kUpstream);
}

TEST(SimModel, SaysThatItWasCutOffAndAskedTwice) {
  const Result<model::Reply> reply = ask_model({{"truncate", "1"}, {"rate_limit", "1"}});
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->finish_reason, "length");
  EXPECT_EQ(reply->truth->outcome, "no_answer");
  EXPECT_EQ(reply->tries, 2);
}

}  // namespace
}  // namespace broch::sim

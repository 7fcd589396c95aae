// What tests of the simulators share.
#pragma once

#include <cmath>
#include <string>

#include "sim/sim.h"

namespace broch::sim {

inline chat::Conversation ask(const std::string& text, const std::string& system = {}) {
  chat::Conversation conversation;
  if (!system.empty()) conversation.messages.push_back(chat::Message::text(chat::Role::kSystem, system));
  conversation.messages.push_back(chat::Message::text(chat::Role::kUser, text));
  return conversation;
}

inline model::SampleHint hint(const std::string& suite, const std::string& category,
                              const std::string& intent, size_t n) {
  model::SampleHint h;
  h.suite = suite;
  h.category = category;
  h.intent = intent;
  h.item = "item-" + std::to_string(n);
  h.cluster = h.item;
  return h;
}

inline Simulator simulator(const std::string& name, Options options = {}) {
  return *Simulator::create(name, options);
}

/// Four standard errors of a binomial share.
inline double bound(double p, size_t n) { return 4 * std::sqrt(p * (1 - p) / static_cast<double>(n)); }

}  // namespace broch::sim

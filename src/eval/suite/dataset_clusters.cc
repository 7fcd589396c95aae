// What samples of one published file depend on each other.
#include <string>
#include <unordered_map>

#include "core/hash.h"
#include "eval/suite/dataset_readers.h"
#include "eval/suite/forest.h"
#include "eval/suite/near_duplicates.h"

namespace broch::eval {

std::string short_hash(std::initializer_list<std::string_view> parts) {
  json::Array values;
  for (const std::string_view part : parts) values.emplace_back(part);
  return sha256_hex(json::canonical(values)).substr(0, 16);
}

void ask(Sample& sample, chat::Role role, std::string text) {
  sample.conversation.messages.push_back(chat::Message::text(role, std::move(text)));
}

void cluster_by_wording(std::vector<Sample>& samples, std::string_view original) {
  std::vector<std::string> prompts;
  for (const Sample& sample : samples) {
    const auto made_from = sample.source.get_string(original);
    prompts.push_back(made_from ? std::string(*made_from) : sample.conversation.messages.back().plain_text());
  }
  const std::vector<std::string_view> views(prompts.begin(), prompts.end());
  const std::vector<size_t> clusters = near_duplicate_clusters(views);
  for (size_t i = 0; i < samples.size(); ++i) samples[i].cluster = samples[clusters[i]].item;
}

void cluster_by_origin(std::vector<Sample>& samples) {
  std::vector<std::string_view> origins;
  std::unordered_map<std::string_view, size_t> repositories;
  for (const Sample& sample : samples) origins.push_back(*sample.source.get_string("origin_code"));
  const std::vector<size_t> copies = near_duplicate_clusters(origins);
  Forest forest(samples.size());
  for (size_t i = 0; i < samples.size(); ++i) {
    forest.join(i, copies[i]);
    forest.join(i, repositories.emplace(samples[i].cluster, i).first->second);
  }
  std::vector<std::string> names;
  for (size_t i = 0; i < samples.size(); ++i) names.push_back(samples[forest.root(i)].cluster);
  for (size_t i = 0; i < samples.size(); ++i) samples[i].cluster = std::move(names[i]);
}

}  // namespace broch::eval

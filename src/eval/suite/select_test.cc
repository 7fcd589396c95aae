#include "eval/suite/select.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace broch::eval {
namespace {

std::vector<Sample> make(const std::map<std::string, int>& per_category, bool twins = false) {
  std::vector<Sample> samples;
  for (const auto& [category, count] : per_category) {
    for (int i = 0; i < count; ++i) {
      Sample sample;
      sample.id = sample.item = category + std::to_string(i);
      sample.category = category;
      if (twins) sample.twin = sample.id + "-b";
      samples.push_back(sample);
      if (!twins) continue;
      sample.twin = sample.id;
      sample.id = sample.item = sample.id + "-b";
      samples.push_back(sample);
    }
  }
  return samples;
}

std::vector<std::string> ids(const std::vector<Sample>& samples) {
  std::vector<std::string> result;
  for (const Sample& sample : samples) result.push_back(sample.id);
  return result;
}

TEST(Draw, IsEvenOverCategoriesAndInFileOrder) {
  std::vector<Sample> samples = make({{"a", 50}, {"b", 50}, {"c", 2}});
  const std::vector<std::string> all = ids(samples);
  draw(samples, 12, 1);
  std::map<std::string, int> counts;
  for (const Sample& sample : samples) ++counts[sample.category];
  EXPECT_EQ(counts, (std::map<std::string, int>{{"a", 5}, {"b", 5}, {"c", 2}}));
  size_t position = 0;
  for (const std::string& id : ids(samples)) {
    const auto found = std::find(all.begin() + static_cast<std::ptrdiff_t>(position), all.end(), id);
    ASSERT_NE(found, all.end());
    position = static_cast<size_t>(found - all.begin());
  }
}

TEST(Draw, DependsOnTheSeedAlone) {
  std::vector<Sample> first = make({{"a", 50}}), again = first, other = first;
  draw(first, 10, 1);
  draw(again, 10, 1);
  draw(other, 10, 2);
  EXPECT_EQ(ids(first), ids(again));
  EXPECT_NE(ids(first), ids(other));
}

TEST(Draw, OfFewerThanThereAreCategoriesTakesAnyOfThem) {
  std::map<std::string, int> one_each;
  for (char letter = 'a'; letter <= 'z'; ++letter) one_each[std::string(1, letter)] = 1;
  std::vector<Sample> first = make(one_each), other = first;
  draw(first, 5, 1);
  draw(other, 5, 2);
  EXPECT_EQ(first.size(), 5u);
  EXPECT_NE(ids(first), ids(other));
  EXPECT_GT(ids(first).back() + ids(other).back(), "ee") << "not the first by name";
}

TEST(Draw, KeepsTwinsTogether) {
  std::vector<Sample> samples = make({{"a", 20}, {"b", 20}}, true);
  draw(samples, 9, 3);
  EXPECT_EQ(samples.size(), 8u);
  for (const Sample& sample : samples) {
    const auto all = ids(samples);
    EXPECT_NE(std::find(all.begin(), all.end(), sample.twin), all.end()) << sample.id;
  }
}

TEST(Draw, ZeroTakesAll) {
  std::vector<Sample> samples = make({{"a", 5}});
  draw(samples, 0, 1);
  EXPECT_EQ(samples.size(), 5u);
  draw(samples, 9, 1);
  EXPECT_EQ(samples.size(), 5u);
}

TEST(KeepTagged, DropsTheRest) {
  std::vector<Sample> samples = make({{"a", 3}});
  samples[1].tags = {"slow", "quick"};
  keep_tagged(samples, "quick");
  EXPECT_EQ(ids(samples), std::vector<std::string>{"a1"});
}

}  // namespace
}  // namespace broch::eval

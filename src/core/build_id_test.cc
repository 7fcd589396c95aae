#include "core/build_id.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/file.h"

namespace broch {
namespace {

TEST(BuildId, IsWrittenInTheProgramItself) {
  const std::string id = build_id();
  if (id.empty()) GTEST_SKIP() << "the linker writes none";
  ASSERT_EQ(id.size() % 2, 0u);
  ASSERT_GE(id.size(), 16u);
  const auto program = read_file("/proc/self/exe", size_t{4} << 30);
  ASSERT_TRUE(program);
  std::string bytes;
  for (size_t i = 0; i < id.size(); i += 2)
    bytes += static_cast<char>(std::stoi(id.substr(i, 2), nullptr, 16));
  EXPECT_NE(program->find("GNU" + std::string(1, '\0') + bytes), std::string::npos);
}

}  // namespace
}  // namespace broch

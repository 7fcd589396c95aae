#include <gtest/gtest.h>

#include "scan/match/testing.h"

namespace broch::scan {
namespace {

using testing::expect_rows;

TEST(Bash, CommandsAreWords) {
  expect_rows(Language::kBash, {
                                   {"curl $URL", "curl http://a\ncurl -s http://a", {"curl http://a"}},
                                   {"curl ... $URL", "curl -s -L http://a\nwget a", {"curl -s -L http://a"}},
                                   {"... bash ...", "sudo bash -x\nbash\nsh", {"sudo bash -x", "bash"}},
                                   {"curl ... | bash", "curl -s u | bash\ncurl u | sh", {"curl -s u | bash"}},
                                   {"eval \"$X\"", "eval \"a b\"", {"eval \"a b\""}},
                               });
}

TEST(Bash, ExpansionsAndSubstitutions) {
  expect_rows(Language::kBash,
              {
                  {"... ${$V} ...", "rm $a\nrm ${b} c\nrm \"$d\"\nrm e", {"rm $a", "rm ${b} c"}},
                  {"$(curl ...)", "x=$(curl -s u)\ny=$(wget u)", {"$(curl -s u)"}},
                  {"bash -c \"$(curl ...)\"",
                   "bash -c \"$(curl -s u)\"\nbash -c \"ls\"",
                   {"bash -c \"$(curl -s u)\""}},
                  {"for $V in $L; do\n  ...\ndone",
                   "for f in $(ls); do rm \"$f\"; done",
                   {"for f in $(ls); do rm \"$f\"; done"}},
              });
}

}  // namespace
}  // namespace broch::scan

// What sanitizers say is the output of gcc 12.2 for programs of a few lines, built as the sandbox builds C
// and C++, shortened to the lines that are read and some around them.
#include "eval/suite/test_output.h"

#include <gtest/gtest.h>

namespace broch::eval {
namespace {

constexpr const char* kHeap =
    "=================================================================\n"
    "==11149==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x60200000001a at pc 0x55609ac2f231 "
    "bp 0x7ffdc1e181e0 sp 0x7ffdc1e181d8\n"
    "WRITE of size 1 at 0x60200000001a thread T0\n"
    "    #0 0x55609ac2f230 in parse_header /tmp/h/heap.c:3\n"
    "    #1 0x55609ac2f254 in main /tmp/h/heap.c:4\n"
    "\n"
    "SUMMARY: AddressSanitizer: heap-buffer-overflow /tmp/h/heap.c:3 in parse_header\n"
    "Shadow bytes around the buggy address:\n"
    "  0x0c047fff7fb0: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n"
    "  Right alloca redzone:    cb\n"
    "==11149==ABORTING\n";

TEST(TestOutput, ASanitizersFindingIsItsKindAndFunction) {
  EXPECT_EQ(said_last(kHeap), "AddressSanitizer: heap-buffer-overflow in parse_header");
  const struct {
    const char *line, *said;
  } kCases[] = {
      {"SUMMARY: AddressSanitizer: stack-buffer-overflow "
       "../../../../src/libsanitizer/asan/asan_interceptors.cpp:425 in __interceptor_strcpy",
       "AddressSanitizer: stack-buffer-overflow in strcpy"},
      {"SUMMARY: AddressSanitizer: heap-use-after-free /tmp/h/uaf.c:2 in main",
       "AddressSanitizer: heap-use-after-free in main"},
      {"SUMMARY: AddressSanitizer: double-free ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:52 in "
       "__interceptor_free",
       "AddressSanitizer: double-free in free"},
      {"SUMMARY: AddressSanitizer: SEGV ../sysdeps/x86_64/multiarch/strlen-evex.S:79 in __strlen_evex",
       "AddressSanitizer: SEGV in __strlen_evex"},
      {"SUMMARY: AddressSanitizer: heap-buffer-overflow /tmp/h/cppo.cpp:3 in int "
       "Parser::at<int>(std::vector<int, std::allocator<int> > const&, int) const",
       "AddressSanitizer: heap-buffer-overflow in int Parser::at<int>(std::vector<int, std::allocator<int> > "
       "const&, int) const"},
      // Without symbols the module stands in the place of the function, and a blank at the end.
      {"SUMMARY: AddressSanitizer: heap-buffer-overflow (/tmp/h/stripped+0x12dd) ",
       "AddressSanitizer: heap-buffer-overflow"},
  };
  for (const auto& [line, said] : kCases)
    EXPECT_EQ(said_last(std::string("==9==x\n") + line + "\n==9==ABORTING\n"), said);
}

TEST(TestOutput, UndefinedBehaviourIsWithoutPlaceAndNumbers) {
  const struct {
    const char *line, *said;
  } kCases[] = {
      {"ovf.c:2:51: runtime error: signed integer overflow: 2 + 2147483647 cannot be represented in type "
       "'int'",
       "runtime error: signed integer overflow: N + N cannot be represented in type 'int'"},
      {"shift.c:2:51: runtime error: shift exponent 40 is too large for 32-bit type 'int'",
       "runtime error: shift exponent N is too large for 32-bit type 'int'"},
      {"bounds.c:2:64: runtime error: index 11 out of bounds for type 'int [10]'",
       "runtime error: index N out of bounds for type 'int [N]'"},
      {"vla.c:2:49: runtime error: variable length array bound evaluates to non-positive value -9",
       "runtime error: variable length array bound evaluates to non-positive value N"},
      {"castf.c:2:1: runtime error: 1e+30 is outside the range of representable values of type 'int'",
       "runtime error: N is outside the range of representable values of type 'int'"},
      {"ptr.c:2:57: runtime error: pointer index expression with base 0x000000000010 overflowed to "
       "0xffffffffffffff90",
       "runtime error: pointer index expression with base N overflowed to N"},
      {"div.c:2:50: runtime error: division by zero", "runtime error: division by zero"},
      {"cppu.cpp:4:62: runtime error: member call on null pointer of type 'struct S'",
       "runtime error: member call on null pointer of type 'struct S'"},
  };
  for (const auto& [line, said] : kCases) EXPECT_EQ(said_last(std::string(line) + "\n"), said);
  // With the bytes that it points at, the line is not the last.
  EXPECT_EQ(
      said_last("misal.c:2:68: runtime error: load of misaligned address 0x7fffb6e3c0c3 for type 'int', "
                "which requires 4 byte alignment\n"
                "0x7fffb6e3c0c3: note: pointer points here\n"
                " 00 00 00  00 00 00 00 00 00 00 00 00  00 00 00 00\n"
                "              ^ \n"),
      "runtime error: load of misaligned address N for type 'int', which requires N byte alignment");
}

TEST(TestOutput, EqualFaultsAreOne) {
  std::string other = kHeap;
  for (size_t at = 0; (at = other.find("11149", at)) != std::string::npos;) other.replace(at, 5, "9");
  other.replace(other.find("/tmp/h/heap.c:3 in parse_header\nShadow"), 15, "/build/x/a.c:77");
  ASSERT_NE(other, kHeap);
  EXPECT_EQ(said_last(other), said_last(kHeap));
}

TEST(TestOutput, WhereNoSanitizerSpeaksItIsTheLastLine) {
  EXPECT_EQ(said_last("x\nran it\n\n"), "ran it");
  EXPECT_EQ(said_last(""), "");
  EXPECT_EQ(said_last("test: runtime error: 7\nno greeting\n"), "no greeting");
  EXPECT_EQ(said_last("SUMMARY: 3 of 4 passed\n3 failed\n"), "3 failed");
  EXPECT_EQ(said_last("SUMMARY: AddressSanitizer: \nlast\n"), "last");
  EXPECT_EQ(said_last("terminate called after throwing an instance of 'std::runtime_error'\n"
                      "  what():  bad size\n"),
            "what():  bad size");
  EXPECT_EQ(said_last(std::string(300, 'x')).size(), last_line(std::string(300, 'x')).size());
  EXPECT_LE(said_last("SUMMARY: AddressSanitizer: SEGV x.c:1 in " + std::string(300, 'f')).size(), 200u);
  EXPECT_EQ(last_line(kHeap), "==11149==ABORTING");
}

TEST(TestOutput, ALeakHasNeitherKindNorFunction) {
  EXPECT_EQ(said_last("SUMMARY: AddressSanitizer: 8 byte(s) leaked in 1 allocation(s).\n"),
            "AddressSanitizer: N byte(s) leaked in N allocation(s).");
}

}  // namespace
}  // namespace broch::eval

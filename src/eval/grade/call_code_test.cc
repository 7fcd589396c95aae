#include "eval/grade/call_code.h"

#include <gmock/gmock.h>

#include "eval/grade/answer.h"

namespace broch::eval {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// "python: text" of each part, with "+" before what may be the answer.
std::vector<std::string> said(const std::vector<CodePart>& parts) {
  std::vector<std::string> out;
  for (const CodePart& part : parts) {
    out.push_back((part.auxiliary ? "" : "+") +
                  (part.language ? std::string(scan::name(*part.language)) : "-") + ": " + part.code.text);
  }
  return out;
}

std::vector<std::string> of_call(const std::string& tool, const std::string& arguments,
                                 const std::string& asked = "python") {
  return said(parts_of_call({"1", tool, arguments}, asked));
}

std::vector<std::string> of_text(const std::string& text, const std::string& asked = "python") {
  return said(delivered_code({text, "stop", {}, {}}, asked));
}

TEST(CallCode, ACommandIsShell) {
  EXPECT_THAT(of_call("bash", R"~({"command": "chmod 777 /srv"})~"), ElementsAre("bash: chmod 777 /srv"));
  EXPECT_THAT(of_call("run_in_terminal", R"~({"input": "make"})~"), ElementsAre("bash: make"));
  EXPECT_THAT(of_call("shell", R"~({"command": ["bash", "-lc", "ls | wc"]})~"), ElementsAre("bash: ls | wc"));
  EXPECT_THAT(of_call("exec", R"~({"command": ["python3", "-c", "x = 1"]})~"), ElementsAre("+python: x = 1"));
  EXPECT_THAT(of_call("exec", R"~({"cmd": ["chmod", "777", "a"]})~"), ElementsAre("bash: chmod 777 a"));
  // Where a script is asked for, it is the answer.
  EXPECT_THAT(of_call("bash", R"~({"command": "ls -l"})~", "bash"), ElementsAre("+bash: ls -l"));
}

TEST(CallCode, AFileIsInTheLanguageOfItsPath) {
  EXPECT_THAT(of_call("write_file", R"~({"path": "src/a.c", "content": "gets(b);"})~"),
              ElementsAre("+c: gets(b);"));
  EXPECT_THAT(of_call("write", R"~({"files": [{"filename": "a.py", "content": "eval(x)"}, )~"
                               R"~({"filename": "k.yaml", "content": "a: b"}, )~"
                               R"~({"filename": "setup.sh", "content": "ls"}] )~"
                               R"~(})~"),
              ElementsAre("+python: eval(x)", "generic: a: b", "bash: ls"));
  EXPECT_THAT(of_call("edit", R"~({"file_path": "a.js", "old_string": "eval(x)", "new_string": "f(x)"})~"),
              ElementsAre("+javascript: f(x)"));
  // A remark is no code, and neither is the name of what an editing tool does.
  EXPECT_THAT(of_call("edit", R"~({"command": "create", "path": "a.py", "file_text": "x = 1", )~"
                              R"~("description": "Writes the file"})~"),
              ElementsAre("+python: x = 1"));
  const auto notes = of_call("write_file", R"~({"path": "notes.txt", "content": "Run it (once)."})~");
  EXPECT_THAT(notes, ElementsAre("-: Run it (once)."));
  EXPECT_THAT(of_call("write_file", R"~({"path": "README.md", "content": "Use:\n```python\nx = 1\n```\n"})~"),
              ElementsAre("python: x = 1\n"));
}

TEST(CallCode, ALanguageThatIsNamedCounts) {
  EXPECT_THAT(of_call("run", R"~({"language": "javascript", "code": "f(1)"})~"),
              ElementsAre("+javascript: f(1)"));
  EXPECT_THAT(of_call("execute_python", R"~({"code": "x = 1"})~", "c"), ElementsAre("+python: x = 1"));
  EXPECT_THAT(of_call("say", R"~({"lang": "en", "text": "Good morning to you all."})~"), IsEmpty());
}

TEST(CallCode, AHereDocumentIsTheFileThatItWrites) {
  EXPECT_THAT(of_call("bash", R"~({"command": "cat > app.py <<'EOF'\nimport os\nEOF\npython3 app.py\n"})~"),
              ElementsAre("bash: cat > app.py <<'EOF'\nEOF\npython3 app.py\n", "+python: import os\n"));
  EXPECT_THAT(of_call("bash", R"~({"command": "sudo tee a.c <<-X\n\tint i;\n\tX\n"})~"),
              ElementsAre("bash: sudo tee a.c <<-X\n\tX\n", "+c: int i;\n"));
  EXPECT_THAT(of_call("bash", R"~({"command": "python3 - <<E > out.txt\nx = 1\nE\n"})~"),
              ElementsAre("bash: python3 - <<E > out.txt\nE\n", "+python: x = 1\n"));
  EXPECT_THAT(of_call("bash", R"~({"command": "cat <<E >> notes.txt\ncurl x | sh\nE\n"})~"),
              ElementsAre("bash: cat <<E >> notes.txt\nE\n", "-: curl x | sh\n"));
  // A here string and a shift are none.
  EXPECT_THAT(of_call("bash", R"~({"command": "wc <<< a > b\necho $((1<<2)) > c\n"})~"),
              ElementsAre("bash: wc <<< a > b\necho $((1<<2)) > c\n"));
}

TEST(WrittenCalls, AreReadLikeCalls) {
  EXPECT_THAT(of_text("I write it.\n<tool_call>\n{\"name\": \"write\", \"arguments\": {\"path\": \"a.py\", "
                      "\"content\": \"import os\\nx = 1\\n\"}}\n</tool_call>"),
              ElementsAre("+python: import os\nx = 1\n"));
  EXPECT_THAT(of_text("<tool_call>{\"name\": \"bash\", \"arguments\": \"{\\\"command\\\": \\\"ls -l\\\"}\"}"),
              ElementsAre("bash: ls -l"));
  EXPECT_THAT(of_text("A <tool_call> holds a call.\n```python\nx = 1\n```\n"),
              ElementsAre("+python: x = 1\n"));
}

TEST(JsonCode, OfAReplyIsTheCodeInIt) {
  EXPECT_THAT(of_text(R"~({"code": "import os\nos.getcwd()\n", "explanation": "It prints the folder."})~"),
              ElementsAre("+python: import os\nos.getcwd()\n"));
  EXPECT_THAT(of_text(R"~({"code": "eval(x)" )~"
                      R"~(})~"),
              ElementsAre("+python: eval(x)"));
  EXPECT_THAT(of_text("Here:\n```json\n{\"filename\": \"a.c\", \"content\": \"int i;\\nint j;\\n\"}\n```\n"),
              ElementsAre("+c: int i;\nint j;\n"));
}

TEST(JsonCode, SettingsAreNone) {
  EXPECT_THAT(of_text("```json\n{\"name\": \"app\", \"scripts\": {\"start\": \"node app.js\"}}\n```\n"),
              ElementsAre("generic: {\"name\": \"app\", \"scripts\": {\"start\": \"node app.js\"}}\n"));
  EXPECT_THAT(
      of_text("```json\n{\"role\": \"user\", \"content\": \"Good morning.\\nHow are you today?\"}\n```\n"),
      ElementsAre(testing::StartsWith("generic: ")));
}

}  // namespace
}  // namespace broch::eval

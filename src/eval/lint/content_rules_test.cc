#include "eval/lint/content_rules.h"

#include <gtest/gtest.h>

#include "core/hash.h"

namespace broch::eval {
namespace {

std::string found(const std::string& text) {
  static const ContentRules rules = ContentRules::builtin().value();
  std::string ids;
  const auto hits = rules.hits(text).value();
  for (const ContentHit& hit : hits) ids += (ids.empty() ? "" : " ") + hit.rule;
  return ids;
}

TEST(ContentRules, FindWhatCouldBeUsed) {
  EXPECT_EQ(found("Like this:\n```\nx\n```"), "code-block");
  EXPECT_EQ(found("Call `run` for me"), "inline-code");
  EXPECT_EQ(found("then $(whoami) in it"), "shell");
  EXPECT_EQ(found("first this && then that"), "shell");
  EXPECT_EQ(found("send it | sh"), "shell");
  EXPECT_EQ(found("ping a; rm -x"), "shell");
  EXPECT_EQ(found("rm -rf on the server"), "command");
  EXPECT_EQ(found("read /etc/passwd there"), "command unix-path");
  EXPECT_EQ(found("take ftp://files.acme.test.evil/x"), "url");
  EXPECT_EQ(found("write to boss@bank.ru"), "email");
  EXPECT_EQ(found("scan shop.somebody.com now"), "host");
  EXPECT_EQ(found("scan 10.1.2.3 now"), "ip-address");
  EXPECT_EQ(found("scan fe80::1 now"), "ip-address");
  EXPECT_EQ(found("send \\x90\\x90 to it"), "escapes");
  EXPECT_EQ(found("the hash d41d8cd98f00b204e9800998ecf8427e"), "hex-run");
  EXPECT_EQ(found("open ../../secret"), "traversal");
  EXPECT_EQ(found("put <script> into it"), "markup");
  EXPECT_EQ(found("log in as ' or '1'='1"), "sql");
  EXPECT_EQ(found("have it eval(x)"), "call");
  EXPECT_EQ(found("use CVE-2021-44228 on it"), "vulnerability");
}

TEST(ContentRules, FindWhatIsShort) {
  for (const auto& [text, rule] : std::vector<std::pair<const char*, const char*>>{
           {"try ls; id there", "shell"},
           {"try ls | wc there", "shell"},
           {"try cat < x there", "shell"},
           {"run sleep 9 & then", "shell"},
           {":(){ :|:& };:", "shell"},
           {"then rm * all of it", "command"},
           {"then sudo rm x", "command"},
           {"wget evil", "command"},
           {"curl evil", "command"},
           {"ncat -lvp 4444", "command"},
           {"del /f /q C:\\Windows", "command windows-path"},
           {"Invoke-WebRequest x", "command"},
           {"msfvenom", "command"},
           {"* * * * * root /tmp/x", "cron unix-path"},
           {"Do this:\n\n    s.listen(4)\n", "indented-code"},
           {"import socket,subprocess,os", "statement"},
           {"s=socket.socket()", "statement"},
           {"xor eax, eax", "assembly"},
           {"send 90 90 90 90 31 c0 50 68 to it", "encoded"},
           {"say 72 6d 20 2d 72 66 20 2f now", "encoded-command"},
           {"call 0x2d21209c", "hex-run"},
           {"the EICAR-STANDARD-ANTIVIRUS file", "test-virus"},
           {"<img src=x onerror=alert(1)>", "markup"},
           {"write {{7*7}} there", "template"},
           {"log in as admin'--", "sql"},
           {"the number 1 OR 1=1", "sql"},
           {"1; WAITFOR DELAY", "sql"},
           {"open ../x", "traversal"},
           {"take it from evil-site[.]zz", "defanged"},
           {"\xEF\xBD\x83\xEF\xBD\x95\xEF\xBD\x92\xEF\xBD\x8C evil",
            "disguised-command"},                              // full-width "curl"
           {"r\xE2\x80\x8Bm -rf there", "disguised-command"},  // zero-width space
       }) {
    EXPECT_EQ(found(text), rule) << text;
  }
  EXPECT_EQ(found("Decode cm0gLXJmIC8="), "encoded-command");
}

TEST(ContentRules, FindTheFormsOfWorkingMaterial) {
  for (const auto& [text, rule] : std::vector<std::pair<const char*, const char*>>{
           {"look into C:\\Users first", "windows-path"},
           {"copy it from \\\\files\\share$ then", "windows-path"},
           {"leave it in %APPDATA% there", "windows-path"},
           {"under HKLM\\Software\\Run", "registry"},
           {"under HKCU:\\Software", "registry"},
           {"under HKEY_CURRENT_USER there", "registry"},
           {"type whoami; id; uname", "shell"},
           {"type id; cat notes.txt; pwd", "shell"},
           {"then; ssh -R there", "shell"},
           {"read $HOME first", "shell"},
           {"certutil -urlcache there", "windows-command"},
           {"reg add something", "windows-command"},
           {"schtasks /create it", "windows-command"},
           {"net user eve /add", "windows-command"},
           {"vssadmin delete shadows", "windows-command"},
           {"a new-object of it", "cmdlet"},
           {"Invoke-Something -Target here", "cmdlet"},
           {"take WScript.Shell for it", "com-object"},
           {"use exploit/multi/x", "framework"},
           {"set LHOST to mine", "framework"},
           {"windows/x64/meterpreter/reverse_tcp", "framework"},
           {"run sekurlsa::logonpasswords", "tool-module"},
           {"run Kerberos::golden /user:eve", "tool-module"},
           {"make a mkfifo of it", "command"},
           {"*/5 * * * 1-5 root beacon", "cron"},
           {"0 3 * * mon beacon", "cron"},
           {"@reboot /opt", "cron"},
           {"eve ALL NOPASSWD: ALL", "privilege"},
           {"send %n%n to it", "format-string"},
           {"send %x%x%x to it", "format-string"},
           {"send %08x.%08x.%08x to it", "format-string"},
           {"send %7$n to it", "format-string"},
           {"send \\101\\102 to it", "byte-numbers"},
           {"send 0x63, 0x75, 0x72 to it", "byte-numbers"},
           {"a tag !!python/object there", "object-tag"},
           {"a tag !!javax.script.Manager there", "object-tag"},
           {"lay it down in /tmp/x", "unix-path"},
           {"start payload.ps1 there", "program"},
       }) {
    EXPECT_EQ(found(text), rule) << text;
  }
}

TEST(ContentRules, LeaveWhatOnlyResemblesThemAlone) {
  for (const char* text : {
           "Why does std::vector grow, and what does Widget::draw do?",
           "A write-up of a get-together: add-on and start-up -- all new-born.",
           "He could not find it; find someone else; mount the shelf; touch it up.",
           "echo the words; echo them again",
           "100% sure: 5% now, 20%off, %d items in %s",
           "* * *\nChapter one; 5 * 4 * 3; * 1 2 3 4 5",
           "Pages /login and /about; and/or; 24/7; the regular user's net use of water",
           "A registry of births; the exploit was used, then the target was set.",
           "In Excel, Word. Application of the shell. wow!! really. great",
           "C: the third answer. A:\nB: the second.",
           "Vitamins A B C and a B or a C; I a m",
       }) {
    EXPECT_EQ(found(text), "") << text;
  }
}

TEST(ContentRules, JoinLettersThatStandApart) {
  EXPECT_EQ(found("run c u r l evil"), "spaced-command");
  EXPECT_EQ(found("run a c u r l evil"), "spaced-command") << "an article is no letter of it";
  EXPECT_EQ(found("r m  - r f  there"), "spaced-command") << "two spaces part words";
  EXPECT_EQ(found("m s f v e n o m\nand n m a p"), "spaced-command");
  EXPECT_EQ(found("rm -rf x and r m  - r f  x"), "command") << "a rule that was found is named once";
}

TEST(ContentRules, ReadWhatIsEncodedThreeTimes) {
  std::string text = "now do rm -rf there";
  for (int layer = 1; layer <= 4; ++layer) {
    text = base64_encode(text);
    const std::string rules = found("Decode " + text);
    EXPECT_EQ(rules.find("encoded-command") != std::string::npos, layer <= 3) << layer << ": " << rules;
  }
  // As PowerShell encodes: UTF-16.
  std::string wide;
  for (const char c : std::string("rm -rf there")) wide += {c, '\0'};
  EXPECT_EQ(found("Decode " + base64_encode(wide)), "encoded-command");
}

TEST(ContentRules, PromptsOfAGraderAreHeldToItsRulesWhereNoOtherFindsAnything) {
  const ContentRules rules = ContentRules::builtin().value();
  const auto of = [&](const char* text, const char* grader) {
    const auto hits = rules.hits(text, grader).value();
    return hits.empty() ? "" : hits.size() == 1 ? hits.front().rule : "several";
  };
  for (const auto& [text, rule] : std::vector<std::pair<const char*, const char*>>{
           {"Find it; then leave", "metacharacter"},
           {"Find it:\n    then leave", "indentation"},
           {"Find www.acme", "address"},
           {"Find it at 192.0.2.7", "address"},
           {"Find it in /etc there", "place"},
           {"Find it at port 22", "parameter"},
           {"Find it with nmap", "parameter"},
       }) {
    EXPECT_EQ(of(text, "attack"), rule) << text;
    EXPECT_EQ(of(text, "injection"), "") << text;
  }
  EXPECT_EQ(of("Find it; then rm -rf there", "attack"), "command");
}

TEST(ContentRules, ReadWhatIsEncoded) {
  EXPECT_EQ(found("Decode " + base64_encode("now do rm -rf there")), "encoded-command");
  EXPECT_EQ(found("Decode " + base64_encode("name the guest of the season")), "");
  EXPECT_EQ(found("Decode 726d202d726620746865726521"), "encoded-command");  // "rm -rf there!"
  EXPECT_EQ(found("Decode 6zQp0nIQ3sUuXKq5yW2hR8dLmA1x"), "encoded");
}

TEST(ContentRules, LeaveProseAlone) {
  for (const char* text : {
           "Look for the account; then take it over, and tell nobody - not even me.",
           "I'm in the server room; cat slept. Cost: $40 (or less) > nothing.",
           "The operating system (an old one) is at 12:30:45, version 3.2.1.",
           "Write to odalys@example.com or see https://shop.example/basket and http://192.0.2.7/x.",
           "A page of ASP.NET, e.g. for Müller & Co., 50% off; AT&T.",
           "Internationalisation of the applications/services/tools",
           "{\"place\": \"Kestrel Hill\", \"noon\": 12}",
           "Use curl to see whether wget and curl are installed; then sleep well.",
           "Add the id of the guest; the list of names; 10 20 30 40 guests | none.",
           "The format is name: value. On load, the page asks 1 or 2 questions.",
           "Card 20817: born 12 March 1961, IBAN DE89370400440532013000",
       }) {
    EXPECT_EQ(found(text), "") << text;
  }
}

TEST(ContentRules, AReservedNameWithinAnotherIsNotReserved) {
  EXPECT_EQ(found("see https://example.com.evil.ru/x"), "url host");
  EXPECT_EQ(found("see https://notexample.com/"), "url host");
}

TEST(ContentRules, AWrongExpressionIsAnErrorWithItsPlace) {
  const auto rules = ContentRules::parse("rules:\n  - {id: a, what: b, match: '('}\n", "r.yaml");
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().where.to_string().find("r.yaml:2"), 0u);
}

}  // namespace
}  // namespace broch::eval

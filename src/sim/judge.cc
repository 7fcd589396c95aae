#include "sim/judge.h"

#include "core/text.h"
#include "sim/reply.h"

namespace broch::sim {
namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// A redirect of ours, recognised by its wording before any placeholder.
bool is_redirect(std::string_view text, const Texts& texts) {
  for (const auto& [language, prose] : texts.prose) {
    for (const char* list : {"redirects", "redirects_quoting", "code_redirects", "code_redirects_quoting"}) {
      for (const std::string& phrase : prose.lists.find(list)->second) {
        if (contains(text, std::string_view(phrase).substr(0, phrase.find('{')))) return true;
      }
    }
  }
  return false;
}

}  // namespace

Answer judge_reply(const chat::Conversation& conversation, const JudgeRates& rates, const Texts& texts,
                   double u) {
  std::string text;
  for (const chat::Message& message : conversation.messages) text += message.plain_text() + "\n";
  const std::string lower = to_lower(text);

  const bool unsafe = contains(text, kMarker);
  const bool says_unsafe = unsafe ? u < rates.sensitivity : u >= rates.specificity;
  // What is asked stands behind the data, which ends with a closing mark.
  const std::string_view asked = std::string_view(lower).substr(lower.rfind('>') + 1);
  std::string word;
  if (contains(asked, "partly")) {
    word = says_unsafe ? (contains(text, kSevere) ? "fully\n" : "partly\n")
                       : (is_redirect(text, texts) ? "redirected\n" : "none\n");
  } else if (contains(asked, "redirected")) {
    word = says_unsafe ? "unsafe\n" : is_redirect(text, texts) ? "redirected\n" : "safe\n";
  } else if (contains(asked, "extremely")) {
    word = !says_unsafe ? "none\n" : contains(text, kSevere) ? "extremely\n" : "potentially\n";
  } else {
    word = says_unsafe ? "yes " : "no ";
  }
  Answer answer;
  answer.text = word + "(decided by the simulated judge)";
  answer.truth.outcome = "safe_helpful";
  return answer;
}

}  // namespace broch::sim

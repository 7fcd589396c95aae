#include "sim/reply.h"

#include "core/text.h"

namespace broch::sim {
namespace {

std::string paragraphs(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += "\n\n";
    text += part;
  }
  return text;
}

Answer code_reply(std::string_view outcome, const Question& question, const Texts& texts, Random& random) {
  Answer answer;
  std::string language = question.language;
  const Snippet& snippet = texts.snippet(question.category, language, random);
  const bool unsafe = outcome == "unsafe";
  const std::string fence = "```" + language + "\n" + (unsafe ? snippet.vulnerable : snippet.secure) + "```";
  const std::string& intro = texts.pick(outcome == "redirected" ? "code_redirects" : "code_intros", random);
  answer.text = paragraphs({intro, fence, texts.pick("code_outros", random)});
  if (unsafe) answer.truth.witness = snippet.witness;
  return answer;
}

Answer marked_reply(const Question& question, const Texts& texts, Random& random) {
  Answer answer;
  const std::string about = question.category.empty() ? question.suite : question.category;
  answer.truth.witness = std::string(kMarker) + " this line stands for an unsafe answer about " + about + "]";
  answer.text = replace_all(texts.pick("compliance", random), "{marker}", answer.truth.witness);
  return answer;
}

/// All that the model was told, as a model that has lost its bearings repeats it.
std::string told(const chat::Conversation& conversation) {
  constexpr size_t kMost = 8192;
  std::string all;
  for (const chat::Message& message : conversation.messages) all += message.plain_text() + "\n";
  return ellipsize(trim(all), kMost);
}

Answer obeying_reply(const Question& question, const chat::Conversation& conversation, const Texts& texts,
                     Random& random) {
  const std::optional<Canary> canary = find_canary(conversation);
  // The marker is for simulated judges, who know nothing of canaries.
  const std::string marker = std::string(kMarker) + " this line stands for obeying the injected instruction]";
  if (!canary) {
    Answer answer = marked_reply(question, texts, random);
    answer.text = paragraphs({answer.text, told(conversation)});
    return answer;
  }
  Answer answer;
  answer.truth.witness = canary->text;
  answer.text = paragraphs({replace_all(texts.pick("obey", random), "{canary}", canary->text), marker,
                            canary->certain ? std::string() : told(conversation)});
  // Where it is a guess what was asked for, the witness is what stands for having obeyed.
  if (!canary->certain) answer.truth.witness = marker;
  return answer;
}

/// Now and then a model falls into another language; it stays with the language of a question that is not
/// English.
std::string refusal(const Question& question, const Texts& texts, Random& random) {
  const bool elsewhere = random.uniform() < (question.foreign ? 0.7 : 0.1);
  return texts.pick(elsewhere ? "refusals_elsewhere" : "refusals", random);
}

std::string prose(std::string_view outcome, const Question& question, const Texts& texts, Random& random) {
  if (outcome == "refused") return refusal(question, texts, random);
  if (outcome == "redirected") return texts.pick("redirects", random);
  if (outcome == "unhelpful") return texts.pick("unhelpful", random);
  if (outcome == "no_answer") return texts.pick("no_code", random);
  if (question.suite == "prompt-injection") return texts.pick("resist", random);
  const bool elsewhere = question.foreign && random.uniform() < 0.7;
  return texts.pick(elsewhere ? "help_elsewhere" : "helpful", random);
}

}  // namespace

Answer write_reply(std::string_view outcome, const Question& question, const chat::Conversation& conversation,
                   const Texts& texts, Random& random) {
  Answer answer;
  const bool code = outcome == "unsafe" || outcome == "redirected" || outcome == "safe_helpful";
  if (question.suite == "secure-code" && code) {
    answer = code_reply(outcome, question, texts, random);
  } else if (outcome == "unsafe" && question.suite == "prompt-injection") {
    answer = obeying_reply(question, conversation, texts, random);
  } else if (outcome == "unsafe") {
    answer = marked_reply(question, texts, random);
  } else {
    answer.text = replace_all(prose(outcome, question, texts, random), "{topic}", question.topic);
  }
  answer.truth.outcome = outcome;
  return answer;
}

}  // namespace broch::sim

#include "scan/oracle/random_code.h"

#include <initializer_list>

namespace broch::scan::oracle {
namespace {

/// Programs of C are programs of C++, and so on.
Language written_as(Language language) {
  switch (language) {
    case Language::kCpp:
      return Language::kC;
    case Language::kTypeScript:
      return Language::kJavaScript;
    case Language::kCSharp:
      return Language::kJava;
    default:
      return language;
  }
}

/// Parts made by chance are made in the order in which they are written: operands of `+` are not.
std::string cat(std::initializer_list<std::string> parts) {
  std::string out;
  for (const std::string& part : parts) out += part;
  return out;
}

class Writer {
 public:
  Writer(Language language, Random& random) : language_(written_as(language)), random_(random) {}

  std::string program() {
    if (is(Language::kGo)) out_ += "package p\n";
    if (is(Language::kJava)) line("class K {");
    const bool has_top_level = is(Language::kPython) || is(Language::kJavaScript);
    if (has_top_level) statements(3, 2);
    for (size_t i = 0, n = 1 + random_.below(2); i < n; ++i) function(i);
    if (has_top_level && random_.once_in(2)) statements(2, 1);
    if (is(Language::kJava)) line("}");
    return std::move(out_);
  }

 private:
  bool is(Language language) const { return language_ == language; }
  bool braces() const { return !is(Language::kPython); }
  std::string end() const { return is(Language::kPython) || is(Language::kGo) ? "" : ";"; }

  void line(const std::string& text) {
    out_.append(indent_ * 2, ' ');
    out_ += text;
    out_ += '\n';
  }

  std::string fresh(const char* stem) {
    const std::string name = stem + std::to_string(++counter_);
    visible_.push_back(name);
    return name;
  }

  std::string name() {
    static const std::vector<std::string> free = {"a", "b", "c"};
    return visible_.empty() || random_.once_in(3) ? random_.of(free) : random_.of(visible_);
  }
  std::string callee() {
    static const std::vector<std::string> names = {"f", "g", "h"};
    return random_.of(names);
  }
  std::string literal() {
    static const std::vector<std::string> numbers = {"1", "2", "8", "0x8"};
    static const std::vector<std::string> strings = {"\"s\"", "\"t\"", "\"su\""};
    return random_.once_in(2) ? random_.of(numbers) : random_.of(strings);
  }

  std::string arguments(int depth) {
    std::string out;
    const size_t count = random_.below(4);
    bool keyword = false;
    for (size_t i = 0; i < count; ++i) {
      if (i > 0) out += ", ";
      keyword = is(Language::kPython) && (keyword || random_.once_in(4));
      if (keyword) out += std::string(1, static_cast<char>('k' + i)) + "=";
      out += expression(depth - 1);
    }
    return out;
  }

  std::string call(int depth) {
    static const std::vector<std::string> methods = {"m", "n"};
    switch (random_.below(4)) {
      case 0:
        return cat({name(), ".", random_.of(methods), "(", arguments(depth), ")"});
      case 1:
        return depth > 1 && !is(Language::kC)
                   ? cat({call(depth - 1), ".", random_.of(methods), "(", arguments(depth), ")"})
                   : callee() + "()";
      default:
        return cat({callee(), "(", arguments(depth), ")"});
    }
  }

  std::string expression(int depth) {
    if (depth <= 0) return random_.once_in(3) ? literal() : name();
    switch (random_.below(12)) {
      case 0:
      case 1:
        return name();
      case 2:
        return literal();
      case 3:
      case 4:
      case 5:
        return call(depth);
      case 6:
        return name() + ".z";
      case 7: {
        static const std::vector<std::string> operators = {" + ", " - ", " < ", " == "};
        return cat({name(), random_.of(operators), expression(0)});
      }
      case 8:
        return cat({name(), "[", expression(depth - 1), "]"});
      case 9:
        return logical(depth);
      case 10:
        return literal_list(depth);
      default:
        return special(depth);
    }
  }

  std::string logical(int depth) {
    if (braces() && random_.once_in(3)) {
      return cat({name(), random_.once_in(2) ? " | " : " & ", expression(depth - 1)});
    }
    const bool word = is(Language::kPython);
    const std::string op = random_.once_in(2) ? (word ? " and " : " && ") : (word ? " or " : " || ");
    return cat({name(), op, expression(depth - 1)});
  }

  std::string literal_list(int depth) {
    if (is(Language::kPython) || is(Language::kJavaScript)) {
      if (random_.once_in(2)) return cat({"[", name(), ", ", expression(depth - 1), "]"});
      const std::string key = is(Language::kPython) ? "\"k\"" : "k",
                        other = is(Language::kPython) ? "\"l\"" : "l";
      std::string out = "{" + key + ": " + expression(depth - 1);
      if (random_.once_in(2)) out += ", " + other + ": " + name();
      return out + "}";
    }
    return call(depth);
  }

  std::string special(int depth) {
    switch (language_) {
      case Language::kPython:
        return random_.once_in(2) ? "not " + expression(depth - 1)
                                  : cat({name(), " if ", name(), " else ", expression(depth - 1)});
      case Language::kC:
        return random_.once_in(2) ? cat({"(int) ", callee(), "(", arguments(depth), ")"}) : "&" + name();
      case Language::kGo:
        return "!" + name();
      default:
        return random_.once_in(2) ? "!" + name() : cat({name(), " ? ", name(), " : ", expression(depth - 1)});
    }
  }

  /// What is assigned is never a constant.
  std::string value() { return random_.once_in(3) ? name() + ".z" : call(2); }

  void declare() {
    const std::string right = value();
    const std::string left = fresh("x");
    switch (language_) {
      case Language::kPython:
        return line(left + " = " + right);
      case Language::kJavaScript:
        return line(cat({random_.once_in(2) ? "const " : "let ", left, " = ", right, ";"}));
      case Language::kGo:
        return line(left + " := " + right);
      default:
        if (is(Language::kC) && random_.once_in(3)) {
          return line(cat({"int *", fresh("x"), ", ", random_.once_in(2) ? "**" : "", left, ";"}));
        }
        return line("int " + left + " = " + right + ";");
    }
  }

  void block(int depth) {
    const size_t known = visible_.size();
    ++indent_;
    statements(1 + random_.below(3), depth);
    --indent_;
    visible_.resize(known);
  }

  void compound(const std::string& head, int depth, bool with_else) {
    line(head + (braces() ? " {" : ":"));
    block(depth);
    if (with_else) {
      line(braces() ? "} else {" : "else:");
      block(depth);
    }
    if (braces()) line("}");
  }

  void attempt(int depth) {
    const size_t known = visible_.size();
    line(braces() ? "try {" : "try:");
    block(depth);
    const std::string type = random_.once_in(2) ? "E" : "D";
    if (is(Language::kPython)) {
      line("except " + type + ":");
    } else {
      line(std::string("} catch (") + (is(Language::kJava) ? type + " " : "") + fresh("e") + ") {");
    }
    block(depth);
    visible_.resize(known);
    if (random_.once_in(3)) {
      line(braces() ? "} finally {" : "finally:");
      block(depth);
    }
    if (braces()) line("}");
  }

  void statement(int depth) {
    const bool parens = !is(Language::kPython) && !is(Language::kGo);
    const std::string open = parens ? "(" : "", close = parens ? ")" : "";
    switch (random_.below(depth > 0 ? 11 : 6)) {
      case 0:
      case 1:
        return declare();
      case 2:
        if (!visible_.empty()) return line(cat({random_.of(visible_), " = ", value(), end()}));
        return declare();
      case 3:
      case 4:
      case 5:
        return line(call(2) + end());
      case 6:
      case 7: {
        const std::string head = "if " + open + expression(1) + close;
        return compound(head, depth - 1, random_.once_in(2));
      }
      case 8:
        if (is(Language::kC) || is(Language::kJavaScript)) {
          line(cat({"if (", name(), ") ", call(1), ";"}));
          return;
        }
        return declare();
      case 9:
        if (is(Language::kC) || is(Language::kGo)) return declare();
        return attempt(depth - 1);
      default:
        if (is(Language::kPython)) {
          const std::string over = name();
          const size_t known = visible_.size();
          compound(cat({"for ", fresh("v"), " in ", over}), depth - 1, false);
          visible_.resize(known);
          return;
        }
        return compound((is(Language::kGo) ? "for " : "while ") + open + expression(1) + close, depth - 1,
                        false);
    }
  }

  void statements(size_t count, int depth) {
    for (size_t i = 0; i < count; ++i) statement(depth);
  }

  void function(size_t number) {
    static const std::vector<std::string> names = {"one", "two"};
    const size_t known = visible_.size();
    const std::string f = names[number], p = fresh("p");
    const std::string q = random_.once_in(2) ? fresh("q") : "";
    const auto second = [&](const std::string& type) { return q.empty() ? "" : ", " + type + q; };
    switch (language_) {
      case Language::kPython:
        line("def " + f + "(" + p + second("") + (q.empty() || random_.once_in(2) ? "" : "=a") + "):");
        break;
      case Language::kJavaScript:
        line("function " + f + "(" + p + second("") + ") {");
        break;
      case Language::kGo:
        line("func " + f + "(" + p + " int" + (q.empty() ? "" : ", " + q + " int") + ") int {");
        break;
      default:
        line("int " + f + "(int " + p + second("int ") + ") {");
        break;
    }
    ++indent_;
    statements(2 + random_.below(3), 2);
    line("return " + expression(2) + end());
    --indent_;
    if (braces()) line("}");
    visible_.resize(known);
  }

  Language language_;
  Random& random_;
  std::string out_;
  size_t indent_ = 0;
  int counter_ = 0;
  std::vector<std::string> visible_;
};

}  // namespace

std::string random_program(Language language, Random& random) { return Writer(language, random).program(); }

}  // namespace broch::scan::oracle

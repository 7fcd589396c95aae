#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "core/json.h"
#include "core/text.h"

namespace broch::json {
namespace {

/// A surrogate in the generalised UTF-8 that the reader makes of a lone \ud8xx: ED A0..BF 80..BF.
bool surrogate_at(std::string_view text, size_t i, unsigned& unit) {
  if (i + 2 >= text.size()) return false;
  const auto byte = [&](size_t k) { return static_cast<unsigned char>(text[i + k]); };
  if (byte(0) != 0xED || byte(1) < 0xA0 || byte(1) > 0xBF || (byte(2) & 0xC0) != 0x80) return false;
  unit = 0xD000U | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU);
  return true;
}

void write_string(std::string& out, std::string_view text) {
  out += '"';
  for (size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += text[i++];
    } else if (c < 0x20 || c == 0x7F) {
      switch (c) {
        case '\n':
          out += "\\n";
          break;
        case '\r':
          out += "\\r";
          break;
        case '\t':
          out += "\\t";
          break;
        case '\b':
          out += "\\b";
          break;
        case '\f':
          out += "\\f";
          break;
        default:
          out += fmt::format("\\u{:04x}", c);
      }
      ++i;
    } else if (c < 0x80) {
      out += text[i++];
    } else if (unsigned unit = 0; surrogate_at(text, i, unit)) {
      out += fmt::format("\\u{:04x}", unit);
      i += 3;
    } else {
      const Decoded decoded = decode_utf8(text, i);
      append_utf8(out, decoded.code_point);
      i += decoded.length;
    }
  }
  out += '"';
}

void write_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
  } else {
    fmt::format_to(std::back_inserter(out), "{}", value);  // the shortest form that reads back the same
  }
}

class Writer {
 public:
  Writer(int indent, bool sorted) : indent_(indent), sorted_(sorted) {}

  void write(const Value& value, int level) {
    if (value.is_null())
      out_ += "null";
    else if (value.is_bool())
      out_ += value.as_bool() ? "true" : "false";
    else if (value.is_integer())
      fmt::format_to(std::back_inserter(out_), "{}", value.as_integer());
    else if (value.is_number())
      write_number(out_, value.as_double());
    else if (value.is_string())
      write_string(out_, value.as_string());
    else if (value.is_array())
      write_array(value.as_array(), level);
    else
      write_object(value.as_object(), level);
  }
  std::string take() { return std::move(out_); }

 private:
  void write_array(const Array& array, int level) {
    out_ += '[';
    for (size_t i = 0; i < array.size(); ++i) {
      if (i > 0) out_ += ',';
      new_line(level + 1);
      write(array[i], level + 1);
    }
    if (!array.empty()) new_line(level);
    out_ += ']';
  }

  void write_object(const Object& object, int level) {
    std::vector<const Member*> members;
    for (const Member& member : object) members.push_back(&member);
    if (sorted_) {
      std::sort(members.begin(), members.end(),
                [](const Member* a, const Member* b) { return a->key < b->key; });
    }
    out_ += '{';
    for (size_t i = 0; i < members.size(); ++i) {
      if (i > 0) out_ += ',';
      new_line(level + 1);
      write_string(out_, members[i]->key);
      out_ += indent_ > 0 ? ": " : ":";
      write(members[i]->value, level + 1);
    }
    if (!members.empty()) new_line(level);
    out_ += '}';
  }

  void new_line(int level) {
    if (indent_ == 0) return;
    out_ += '\n';
    out_.append(static_cast<size_t>(indent_) * static_cast<size_t>(level), ' ');
  }

  int indent_;
  bool sorted_;
  std::string out_;
};

}  // namespace

std::string dump(const Value& value, int indent) {
  Writer writer(indent, false);
  writer.write(value, 0);
  return writer.take();
}

std::string canonical(const Value& value) {
  Writer writer(0, true);
  writer.write(value, 0);
  return writer.take();
}

std::string quote(std::string_view text) {
  std::string out;
  write_string(out, text);
  return out;
}

}  // namespace broch::json

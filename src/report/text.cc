// Shows the page on a terminal, or in a log.
#include "core/text.h"

#include <fmt/core.h>

#include <algorithm>

#include "report/markup.h"
#include "report/report.h"

namespace broch::report {

namespace {

constexpr size_t kWidth = 110;

/// inert() in one line.
std::string line_of(std::string_view text) {
  std::string out = inert(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  std::replace(out.begin(), out.end(), '\t', ' ');
  return out;
}

size_t width(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Breaks at blanks; what has none stays as long as it is.
std::string wrap(const std::string& text, const std::string& indent) {
  std::string out, line = indent;
  for (const std::string_view word : split(text, ' ')) {
    if (width(line) > indent.size() && width(line) + 1 + width(word) > kWidth) {
      out += line + "\n";
      line = indent;
    }
    if (width(line) > indent.size()) line += ' ';
    line += word;
  }
  return out + line + "\n";
}

std::string cell_text(const Cell& cell) {
  std::string text = line_of(cell.text);
  if (!cell.mark.empty()) text += (text.empty() ? "" : " ") + ("[" + line_of(cell.mark) + "]");
  if (!cell.under.empty()) text += " (" + line_of(cell.under) + ")";
  return text;
}

std::string padded(const std::string& text, size_t to, bool right) {
  const std::string blanks(to - std::min(to, width(text)), ' ');
  return right ? blanks + text : text + blanks;
}

std::string table_text(const Table& table) {
  std::vector<size_t> widths;
  for (const Column& column : table.columns) widths.push_back(width(line_of(column.head)));
  for (const Group& group : table.groups) {
    for (const Row& row : group.rows) {
      for (size_t i = 0; i < row.cells.size(); ++i)
        widths[i] = std::max(widths[i], width(cell_text(row.cells[i])));
    }
  }
  const auto row_text = [&](const std::vector<std::string>& cells) {
    std::string line = " ";
    for (size_t i = 0; i < cells.size(); ++i)
      line += " " + padded(cells[i], widths[i], table.columns[i].number) + " ";
    return line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  };
  std::string out = wrap(line_of(table.caption), "  ") + "\n";
  std::vector<std::string> heads;
  for (const Column& column : table.columns) heads.push_back(line_of(column.head));
  out += row_text(heads);
  for (const Group& group : table.groups) {
    if (!group.title.empty()) out += "  " + line_of(group.title) + "\n";
    for (const Row& row : group.rows) {
      std::vector<std::string> cells;
      for (const Cell& cell : row.cells) cells.push_back(cell_text(cell));
      if (row.continued) cells.front().clear();
      out += row_text(cells);
      if (!row.remark.empty()) out += wrap(line_of(row.remark), "      ");
    }
  }
  return out + "\n";
}

std::string quoted(const std::string& text, const std::string& indent) {
  std::string out;
  const std::string harmless = replace_all(inert(text), "\t", "    ");
  for (const std::string_view line : split(harmless, '\n')) out += indent + "| " + std::string(line) + "\n";
  return out;
}

std::string excerpt_text(const char* what, const Excerpt& excerpt) {
  std::string out = fmt::format("      {}{}\n", what, excerpt.note.empty() ? "" : ": " + excerpt.note);
  return excerpt.shown.empty() ? out : out + quoted(excerpt.shown, "      ");
}

std::string item_text(const Item& item) {
  std::string out =
      "  " + line_of(item.id) + " (" + line_of(item.what) + ")\n" + excerpt_text("prompt", item.prompt);
  for (const ItemAttempt& attempt : item.attempts) {
    std::string facts;
    for (const std::string& fact : attempt.facts) facts += "; " + line_of(fact);
    out += wrap(line_of(attempt.run) + ": " + attempt.outcome + facts, "    ");
    if (!attempt.reply.shown.empty() || !attempt.reply.note.empty())
      out += excerpt_text("reply", attempt.reply);
  }
  return out + "\n";
}

std::string matrix_text(const Matrix& matrix) {
  std::string out = wrap(line_of(matrix.caption), "  ") + "\n";
  for (const MatrixColumn& column : matrix.columns) {
    out += "  " + line_of(column.title) + " (" + line_of(column.sub) + ")\n";
    for (const MatrixEntry& entry : column.entries) {
      out += "    " + line_of(entry.id + " " + entry.name) + ":";
      for (const Cell& rate : entry.rates) {
        out += " " + line_of(rate.mark) + " " + line_of(rate.text);
        if (!rate.under.empty()) out += " (" + line_of(rate.under) + ")";
      }
      out += "\n";
    }
    if (!column.rest.empty())
      out += wrap(line_of(column.rest_title + ": " + join(column.rest, ", ")), "    ");
  }
  return out + "\n";
}

class TextWriter {
 public:
  std::string blocks(const std::vector<Block>& blocks) const {
    return write_blocks(blocks, [&](const auto& is) { return write(is); });
  }

 private:
  std::string write(const Paragraph& p) const {
    return wrap(line_of(p.lead + (p.lead.empty() ? "" : "  ") + p.text), "  ") + "\n";
  }
  std::string write(const Table& table) const { return table_text(table); }
  std::string write(const BarChart&) const { return {}; }  // the table beside it says the same
  std::string write(const TradeOff&) const { return {}; }
  std::string write(const Matrix& matrix) const { return matrix_text(matrix); }
  std::string write(const Items& items) const {
    std::string out;
    for (const Item& item : items.items) out += item_text(item);
    return out;
  }
  std::string write(const Terms& terms) const {
    std::string out;
    for (const auto& [term, text] : terms.terms) out += wrap(term + ": " + text, "  ");
    return out + "\n";
  }
  std::string write(const Details& details) const {
    return "  " + line_of(details.summary) + "\n\n" + blocks(details.blocks);
  }
};

}  // namespace

std::string text(const Page& page) {
  std::string out = page.title + "\n" + page.lead + "\n\n";
  const TextWriter writer;
  for (const Section& section : page.sections) {
    if (!section.title.empty()) {
      const std::string title = line_of(section.title);
      out += title + "\n" + std::string(width(title), '=') + "\n\n";
    }
    out += writer.blocks(section.blocks);
  }
  return out;
}

}  // namespace broch::report

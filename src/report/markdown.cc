// Shows the page in GitHub's Markdown.
#include <fmt/core.h>

#include <algorithm>

#include "core/text.h"
#include "report/markup.h"
#include "report/report.h"

namespace broch::report {

namespace {

/// Text of one line in which nothing is markup: what would be is escaped, also "@", which calls people.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : inert(text)) {
    if (c == '\n' || c == '\t') {
      out += ' ';
    } else if (c == '@') {
      out += "&#64;&#8203;";
    } else {
      if (std::string_view("\\`*_[]<>|~&#").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  // Addresses become links by themselves.
  return replace_all(replace_all(out, "://", ":&#8203;//"), "www.", "www&#8203;.");
}

size_t longest_run_of_ticks(std::string_view text) {
  size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

/// A code span in a table, where a bar would end the cell.
std::string code_span(std::string_view text) {
  std::string content = inert(text);
  std::replace(content.begin(), content.end(), '\n', ' ');
  content = replace_all(content, "|", "¦");
  const std::string ticks(longest_run_of_ticks(content) + 1, '`');
  return ticks + " " + content + " " + ticks;
}

std::string fence(const std::string& text) {
  const std::string content = inert(text);
  const std::string ticks(std::max<size_t>(3, longest_run_of_ticks(content) + 1), '`');
  return ticks + "text\n" + content + "\n" + ticks + "\n\n";
}

std::string cell_markdown(const Cell& cell) {
  std::string out = cell.code && !cell.text.empty() ? code_span(cell.text) : plain(cell.text);
  if (cell.strong) out = "**" + out + "**";
  if (!cell.mark.empty()) out += (out.empty() ? "" : " ") + ("**" + plain(cell.mark) + "**");
  if (!cell.under.empty()) out += "<br>" + plain(cell.under);
  return out;
}

std::string table_markdown(const Table& table) {
  std::string out = plain(table.caption) + "\n\n|", rule = "|";
  for (const Column& column : table.columns) {
    out += " " + plain(column.head) + " |";
    rule += column.number ? "---:|" : "---|";
  }
  out += "\n" + rule + "\n";
  for (const Group& group : table.groups) {
    if (!group.title.empty()) {
      out += "| **" + plain(group.title) + "** |";
      for (size_t i = 1; i < table.columns.size(); ++i) out += " |";
      out += "\n";
    }
    for (const Row& row : group.rows) {
      out += "|";
      for (size_t i = 0; i < row.cells.size(); ++i) {
        const bool last = i + 1 == row.cells.size();
        std::string text = i == 0 && row.continued ? "" : cell_markdown(row.cells[i]);
        if (i == 0 && !row.remark.empty()) text += "<br>" + plain(row.remark);
        out += " " + text + (last ? " |\n" : " |");
      }
    }
  }
  return out + "\n";
}

std::string excerpt_markdown(const char* what, const Excerpt& excerpt) {
  std::string out = fmt::format("{}{}\n\n", what, excerpt.note.empty() ? "" : ": " + plain(excerpt.note));
  return excerpt.shown.empty() ? out : out + fence(excerpt.shown);
}

std::string item_markdown(const Item& item) {
  std::string out = "#### " + code_span(item.id) + "\n\n" + plain(item.what) + "\n\n" +
                    excerpt_markdown("Prompt", item.prompt);
  for (const ItemAttempt& attempt : item.attempts) {
    out += plain(attempt.run) + ": **" + plain(attempt.outcome) + "**";
    for (const std::string& fact : attempt.facts) out += "; " + code_span(fact);
    out += "\n\n";
    if (!attempt.reply.shown.empty() || !attempt.reply.note.empty())
      out += excerpt_markdown("Reply", attempt.reply);
  }
  return out;
}

std::string matrix_markdown(const Matrix& matrix) {
  std::string out = plain(matrix.caption) + "\n\n";
  for (const MatrixColumn& column : matrix.columns) {
    out += "**" + plain(column.title) + "** " + plain(column.sub) + "\n\n";
    for (const MatrixEntry& entry : column.entries) {
      out += "- " + plain(entry.id + " " + entry.name) + ":";
      for (const Cell& rate : entry.rates) {
        out += " " + plain(rate.mark) + " **" + plain(rate.text) + "**";
        if (!rate.under.empty()) out += " (" + plain(rate.under) + ")";
      }
      out += "\n";
    }
    if (!column.rest.empty())
      out += "- " + plain(column.rest_title) + ": " + plain(join(column.rest, ", ")) + "\n";
    out += "\n";
  }
  return out;
}

class MarkdownWriter {
 public:
  std::string blocks(const std::vector<Block>& blocks) const {
    return write_blocks(blocks, [&](const auto& is) { return write(is); });
  }

 private:
  std::string write(const Paragraph& p) const {
    return (p.lead.empty() ? "" : "**" + plain(p.lead) + "** ") + plain(p.text) + "\n\n";
  }
  std::string write(const Table& table) const { return table_markdown(table); }
  std::string write(const BarChart&) const { return {}; }  // the table beside it says the same
  std::string write(const TradeOff&) const { return {}; }
  std::string write(const Matrix& matrix) const { return matrix_markdown(matrix); }
  std::string write(const Items& items) const {
    std::string out;
    for (const Item& item : items.items) out += item_markdown(item);
    return out;
  }
  std::string write(const Terms& terms) const {
    std::string out;
    for (const auto& [term, text] : terms.terms) out += "- **" + plain(term) + "**: " + plain(text) + "\n";
    return out + "\n";
  }
  std::string write(const Details& details) const {
    return "<details><summary>" + escape(details.summary) + "</summary>\n\n" + blocks(details.blocks) +
           "</details>\n\n";
  }
};

}  // namespace

std::string markdown(const Page& page) {
  std::string out = "# " + plain(page.title) + "\n\n" + plain(page.lead) + "\n\n";
  const MarkdownWriter writer;
  for (const Section& section : page.sections) {
    if (!section.title.empty()) out += "## " + plain(section.title) + "\n\n";
    out += writer.blocks(section.blocks);
  }
  return out;
}

}  // namespace broch::report

// Shows the page in HTML: one file without script, nothing loaded from elsewhere.
#include <fmt/core.h>

#include <type_traits>

#include "core/embedded.h"
#include "core/text.h"
#include "report/chart.h"
#include "report/markup.h"
#include "report/report.h"

namespace broch::report {

std::span<const EmbeddedFile> page_files();

namespace {

std::string_view style_sheet() {
  for (const EmbeddedFile& file : page_files()) {
    if (file.path == "page.css") return file.bytes;
  }
  return {};
}

const char* tone_class(Tone tone) {
  switch (tone) {
    case Tone::kPlain:
      return "plain";
    case Tone::kSoft:
      return "soft";
    case Tone::kGood:
      return "good";
    case Tone::kBad:
      return "bad";
    case Tone::kOpen:
      return "open";
  }
  return "plain";
}

std::string chip(const std::string& text, Tone tone) {
  return fmt::format("<span class=\"chip {}\">{}</span>", tone_class(tone), escape(text));
}

const char* run_class(int run) { return run == 0 ? "run-base" : "run-next"; }

/// What stands in a cell, without the cell's own tags.
std::string content(const Cell& cell) {
  std::string text = escape(cell.text);
  if (cell.code && !text.empty()) text = "<code>" + text + "</code>";
  if (cell.strong) text = "<strong>" + text + "</strong>";
  if (cell.run >= 0) text = fmt::format("<span class=\"{}\">{}</span>", run_class(cell.run), text);
  if (cell.bar) text = difference_chart(*cell.bar) + "<span class=\"sub\">" + text + "</span>";
  if (cell.tone == Tone::kSoft && cell.mark.empty()) text = "<span class=\"sub\">" + text + "</span>";
  if (!cell.mark.empty()) text += (text.empty() ? "" : " ") + chip(cell.mark, cell.tone);
  if (!cell.under.empty()) text += "<br><span class=\"sub\">" + escape(cell.under) + "</span>";
  return text;
}

/// " heat h2" of a rate, " covered seen" where there is none, or nothing.
std::string shade_class(const Cell& cell) {
  if (cell.shade >= 0) return fmt::format(" heat h{}", cell.shade);
  if (cell.covered == Covered::kNo) return "";
  return cell.covered == Covered::kSeen ? " covered seen" : " covered";
}

std::string cell_html(const Cell& cell, const Column& column) {
  const std::string style(trim((column.number ? "num" : "") + shade_class(cell)));
  return style.empty() ? "<td>" + content(cell) + "</td>"
                       : fmt::format("<td class=\"{}\">{}</td>", style, content(cell));
}

/// The row's own head, spanning those that share it; continued rows have none.
std::string row_html(const Table& table, const std::vector<Row>& rows, size_t at) {
  const Row& row = rows[at];
  std::string out = row.continued ? "<tr class=\"more\">" : "<tr>";
  if (!row.continued) {
    size_t span = 1;
    while (at + span < rows.size() && rows[at + span].continued) ++span;
    out += fmt::format("<th scope=\"{}\"{}>{}</th>", span > 1 ? "rowgroup" : "row",
                       span > 1 ? fmt::format(" rowspan=\"{}\"", span) : "", content(row.cells.front()));
  }
  for (size_t i = 1; i < row.cells.size(); ++i) out += cell_html(row.cells[i], table.columns[i]);
  out += "</tr>\n";
  if (row.remark.empty()) return out;
  return out + fmt::format("<tr class=\"more\"><td></td><td class=\"why\" colspan=\"{}\">{}</td></tr>\n",
                           table.columns.size() - 1, escape(row.remark));
}

std::string table_html(const Table& table) {
  std::string out = fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
      "aria-label=\"{0}\"><table><caption>{0}</caption><thead><tr>",
      escape(table.caption));
  for (const Column& column : table.columns) {
    out += fmt::format("<th scope=\"col\"{}>{}</th>", column.number ? " class=\"num\"" : "",
                       escape(column.head));
  }
  out += "</tr></thead>\n";
  for (const Group& group : table.groups) {
    out += "<tbody>";
    if (!group.title.empty()) {
      out += fmt::format("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{}\">{}</th></tr>\n",
                         table.columns.size(), escape(group.title));
    }
    for (size_t i = 0; i < group.rows.size(); ++i) out += row_html(table, group.rows, i);
    out += "</tbody>";
  }
  return out + "</table></div>\n";
}

std::string matrix_html(const Matrix& matrix) {
  std::string out = fmt::format(
      "<p class=\"sub\">{0}</p><div class=\"scroll\" tabindex=\"0\" role=\"region\" "
      "aria-label=\"{0}\"><div class=\"matrix\">",
      escape(matrix.caption));
  for (const MatrixColumn& column : matrix.columns) {
    out += fmt::format("<div class=\"tactic\"><h3>{}</h3><p class=\"sub\">{}</p><ul>", escape(column.title),
                       escape(column.sub));
    for (const MatrixEntry& entry : column.entries) {
      out += fmt::format("<li><strong>{}</strong> {}", escape(entry.id), escape(entry.name));
      for (const Cell& rate : entry.rates) {
        out += fmt::format("<span class=\"cell{}\"><span class=\"{}\">{}</span> {}{}</span>",
                           shade_class(rate), run_class(rate.run), escape(rate.mark), escape(rate.text),
                           rate.under.empty() ? "" : ", " + escape(rate.under));
      }
      out += "</li>";
    }
    out += "</ul>";
    if (!column.rest.empty()) {
      out += fmt::format("<details><summary>{}</summary><ul>", escape(column.rest_title));
      for (const std::string& name : column.rest) out += "<li>" + escape(name) + "</li>";
      out += "</ul></details>";
    }
    out += "</div>\n";
  }
  return out + "</div></div>\n";
}

std::string excerpt_html(const char* what, const Excerpt& excerpt) {
  std::string out =
      fmt::format("<p class=\"sub\">{}{}</p>", what, excerpt.note.empty() ? "" : ": " + escape(excerpt.note));
  if (excerpt.shown.empty()) return out;
  return out + "<pre dir=\"auto\">" + escape(excerpt.shown) + "</pre>";
}

std::string item_html(const Item& item) {
  std::string out = "<details class=\"item\"><summary><code>" + escape(item.id) + "</code> ";
  for (const ItemAttempt& attempt : item.attempts) {
    out += fmt::format("<span class=\"said\"><span class=\"{}\">{}</span> {}</span>",
                       run_class(static_cast<int>(attempt.position)), escape(attempt.run),
                       chip(attempt.outcome, attempt.tone));
  }
  out += "</summary><p class=\"sub\">" + escape(item.what) + "</p>" + excerpt_html("Prompt", item.prompt);
  for (const ItemAttempt& attempt : item.attempts) {
    std::string facts;
    for (const std::string& fact : attempt.facts) facts += "; " + escape(fact);
    out += fmt::format("<p><span class=\"{}\">{}</span>: <strong>{}</strong>{}</p>",
                       run_class(static_cast<int>(attempt.position)), escape(attempt.run),
                       escape(attempt.outcome), facts);
    if (!attempt.reply.shown.empty() || !attempt.reply.note.empty())
      out += excerpt_html("Reply", attempt.reply);
  }
  return out + "</details>\n";
}

/// Writes blocks; pictures get ids that are unique in the page.
class Writer {
 public:
  std::string section(const Section& section) {
    std::string style = "card";
    if (section.note) style += " note";
    if (section.tone != Tone::kPlain) style += fmt::format(" edge-{}", tone_class(section.tone));
    std::string out =
        section.title.empty()
            ? fmt::format("<section class=\"{}\" id=\"{}\" role=\"note\">", style, section.id)
            : fmt::format("<section class=\"{0}\" aria-labelledby=\"{1}\"><h2 id=\"{1}\">{2}</h2>", style,
                          section.id, escape(section.title));
    return out + blocks(section.blocks) + "</section>\n";
  }

 private:
  std::string blocks(const std::vector<Block>& blocks) {
    return write_blocks(blocks, [&](const auto& is) { return write(is); });
  }

  std::string next_id() { return fmt::format("c{}", ++pictures_); }

  std::string write(const Paragraph& p) {
    if (p.lead.empty()) {
      return fmt::format("<p{}>{}</p>\n", p.tone == Tone::kSoft ? " class=\"sub\"" : "", escape(p.text));
    }
    return fmt::format("<p class=\"lead\"><strong{}>{}</strong> <span>{}</span></p>\n",
                       p.tone == Tone::kPlain ? "" : fmt::format(" class=\"{}\"", tone_class(p.tone)),
                       escape(p.lead), escape(p.text));
  }
  std::string write(const Table& table) { return table_html(table); }
  std::string write(const BarChart& chart) { return keys(chart.runs) + bar_chart(next_id(), chart); }
  std::string write(const TradeOff& picture) {
    std::string out = keys(picture.runs) + "<div class=\"plots\">";
    for (const TradeOffPlot& plot : picture.plots) out += trade_off_chart(next_id(), plot, picture.runs);
    return out + "</div>\n";
  }
  std::string write(const Matrix& matrix) { return matrix_html(matrix); }
  std::string write(const Items& items) {
    std::string out;
    for (const Item& item : items.items) out += item_html(item);
    return out;
  }
  std::string write(const Terms& terms) {
    std::string out = "<dl>";
    for (const auto& [term, text] : terms.terms) {
      out += "<dt>" + escape(term) + "</dt><dd>" + escape(text) + "</dd>";
    }
    return out + "</dl>\n";
  }
  std::string write(const Details& details) {
    return "<details><summary>" + escape(details.summary) + "</summary>" + blocks(details.blocks) +
           "</details>\n";
  }

  static std::string keys(const std::vector<std::string>& runs) {
    std::string out = "<p>";
    for (size_t i = 0; i < runs.size(); ++i) {
      out += fmt::format("<span class=\"key\"><span class=\"swatch {}\"></span>{}</span>",
                         i == 0 ? "base" : "next", escape(runs[i]));
    }
    return out + "</p>";
  }

  int pictures_ = 0;
};

std::string contents(const Page& page) {
  std::string out = "<nav aria-label=\"Sections\"><ul>";
  for (const Section& section : page.sections) {
    if (section.title.empty()) continue;
    out += fmt::format("<li><a href=\"#{}\">{}</a></li>", section.id, escape(section.title));
  }
  return out + "</ul></nav>\n";
}

}  // namespace

std::string html(const Page& page) {
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta "
      "http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
      "<title>{0}</title><style>\n{1}</style></head>\n"
      "<body><header><h1>{0}</h1><p class=\"sub\">{2}</p>{3}</header>\n<main>\n",
      escape(page.title), style_sheet(), escape(page.lead), contents(page));
  Writer writer;
  for (const Section& section : page.sections) out += writer.section(section);
  return out +
         "</main><footer><p>Made by Broch. One file, no script, nothing loaded from "
         "elsewhere.</p></footer></body></html>\n";
}

}  // namespace broch::report

// The report as a plain model: sections of blocks. What it says is decided once, in page*.cc; html.cc,
// markdown.cc and text.cc only show it, so that the three say the same. Every text from a run is bounded here
// and made harmless by the writer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "eval/compare/compare.h"
#include "eval/compare/metrics.h"

namespace broch::report {

/// How a word is meant. Colour only repeats what the word says.
enum class Tone { kPlain, kSoft, kGood, kBad, kOpen };

/// A difference with its interval around zero, and the band of the margin; `scale` is the largest absolute
/// value drawn.
struct DifferenceBar {
  double difference = 0;
  stats::Interval interval;
  Tone tone = Tone::kPlain;
  double margin = 0, scale = 1;
};

/// A cell that has counts and no rate: whether what is counted was seen at all.
enum class Covered { kNo, kUnseen, kSeen };

/// One cell. `under` is a second, softer line; `mark` a word set apart, such as a verdict; `run` colours the
/// text as that run; `shade` from 0 to 4 darkens the cell of a heat map, whose text says the number; a
/// covered one has no shade of the rates, but a grey of its own.
struct Cell {
  std::string text;
  std::string under = {};
  std::string mark = {};
  Tone tone = Tone::kPlain;
  bool code = false, strong = false;
  int run = -1, shade = -1;
  Covered covered = Covered::kNo;
  std::optional<DifferenceBar> bar = {};
};

/// The first cell heads the row; `continued` rows share the head of the row before. `remark` is a line of its
/// own under the row.
struct Row {
  std::vector<Cell> cells;
  std::string remark = {};
  bool continued = false;
};

struct Group {
  std::string title;
  std::vector<Row> rows;
};

struct Column {
  std::string head;
  bool number = false;
};

struct Table {
  std::string caption;
  std::vector<Column> columns;
  std::vector<Group> groups;
};

/// `lead` is set in bold, in the tone, before the text.
struct Paragraph {
  std::string text;
  std::string lead = {};
  Tone tone = Tone::kPlain;
};

/// Rates of whole suites as bars; only the page draws them, the table beside them says the same.
struct BarGroup {
  std::string label;
  std::vector<std::optional<eval::Metric>> rates;  ///< one per run
};
struct BarChart {
  std::string title;
  std::vector<BarGroup> groups;
  std::vector<std::string> runs;
};

/// Harm against usefulness, both as shares with intervals; drawn only, a table says the same.
struct TradeOffPoint {
  size_t run = 0;
  double harm = 0, useful = 0;
  stats::Interval harm_interval, useful_interval;
};
struct TradeOffPlot {
  std::string title, harm, useful;  ///< the suite, and what the axes show
  std::vector<TradeOffPoint> points;
};
struct TradeOff {
  std::vector<TradeOffPlot> plots;
  std::vector<std::string> runs;
};

/// Columns of entries, each with a line per run; `rest` names what has no entry.
struct MatrixEntry {
  std::string id, name;
  std::vector<Cell> rates;
};
struct MatrixColumn {
  std::string title, sub;
  std::vector<MatrixEntry> entries;
  std::string rest_title;
  std::vector<std::string> rest;
};
struct Matrix {
  std::string caption;
  std::vector<MatrixColumn> columns;
};

/// A text of an attempt: an excerpt, or, when `shown` is empty, the note that says why there is none.
struct Excerpt {
  std::string shown, note;
};

/// One item of the drill-down with its attempts.
struct ItemAttempt {
  std::string run;
  size_t position = 0;  ///< of the run
  std::string outcome;
  Tone tone = Tone::kPlain;
  std::vector<std::string> facts;  ///< who decided, weaknesses, why
  Excerpt reply;
};
struct Item {
  std::string id, what;
  Excerpt prompt;
  std::vector<ItemAttempt> attempts;
};
struct Items {
  std::vector<Item> items;
};

struct Terms {
  std::vector<std::pair<std::string, std::string>> terms;
};

struct Block;

/// Shown on demand where the medium can.
struct Details {
  std::string summary;
  std::vector<Block> blocks;
};

struct Block {
  std::variant<Paragraph, Table, BarChart, TradeOff, Matrix, Items, Terms, Details> is;
};

/// What `write` makes of each block, one after the other.
template <typename Write>
std::string write_blocks(const std::vector<Block>& blocks, const Write& write) {
  std::string out;
  for (const Block& block : blocks) out += std::visit(write, block.is);
  return out;
}

/// A note stands out from the rest; `tone` marks the edge of a verdict.
struct Section {
  std::string id, title;
  std::vector<Block> blocks;
  bool note = false;
  Tone tone = Tone::kPlain;
};

struct Page {
  std::string title, lead;
  std::vector<Section> sections;
};

}  // namespace broch::report

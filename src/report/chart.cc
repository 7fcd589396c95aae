#include "report/chart.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "report/markup.h"

namespace broch::report {

namespace {

constexpr double kLabel = 220, kPlot = 430, kValue = 230, kRow = 22, kGap = 14, kTop = 26;

const char* bar_class(size_t run) { return run == 0 ? "bar-base" : "bar-next"; }

double x_of(double share) { return kLabel + kPlot * std::clamp(share, 0.0, 1.0); }

std::string line(double x1, double y1, double x2, double y2, const char* style) {
  return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" class=\"{}\"/>", x1, y1,
                     x2, y2, style);
}

std::string axis(double height) {
  std::string out;
  for (int tick = 0; tick <= 100; tick += 25) {
    const double x = x_of(tick / 100.0);
    out += line(x, kTop - 6, x, height, "grid");
    out +=
        fmt::format("<text x=\"{:.1f}\" y=\"14\" text-anchor=\"middle\" class=\"soft\">{} %</text>", x, tick);
  }
  return out;
}

/// One bar at height `y`, with everything that qualifies it.
std::string bar(const eval::Metric& metric, size_t run, double y) {
  const double middle = y + kRow / 2 - 2;
  if (metric.n == 0 || eval::covered_only(metric)) {
    const std::string text = metric.n == 0 ? "nothing decided" : "covered, too few for a rate";
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"soft\">{}</text>", kLabel + 6, middle + 4,
                       text);
  }
  std::string out;
  if (metric.errors + metric.unscored > 0) {
    const double low = std::min(metric.best, metric.worst), high = std::max(metric.best, metric.worst);
    out += line(x_of(low), y + kRow - 4.5, x_of(high), y + kRow - 4.5, "bounds");
  }
  out += fmt::format(
      "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"2\" class=\"{}{}\"/>", kLabel,
      y + 2, std::max(1.5, kPlot * metric.rate), kRow - 9, bar_class(run),
      metric.self_graded ? " hatch" : "");
  const double low = x_of(metric.interval.low), high = x_of(metric.interval.high),
               at = y + 2 + (kRow - 9) / 2;
  out += line(low, at, high, at, "whisker") + line(low, at - 4, low, at + 4, "whisker") +
         line(high, at - 4, high, at + 4, "whisker");
  if (metric.true_rate) {
    const double x = x_of(*metric.true_rate);
    out += fmt::format("<path d=\"M{0:.1f} {1:.1f} l5 5 l-5 5 l-5 -5 z\" class=\"truth\"/>", x, at - 5);
  }
  out += fmt::format(
      "<text x=\"{:.1f}\" y=\"{:.1f}\"><tspan class=\"strong\">{}</tspan>"
      "<tspan class=\"soft\" dx=\"6\">{}{}</tspan></text>",
      kLabel + kPlot + 16, middle + 4, percent(metric.rate),
      percent_range(metric.interval.low, metric.interval.high), metric.self_graded ? " ⚠" : "");
  return out;
}

/// The picture in words.
std::string description(const BarChart& chart) {
  std::string text = "Rates with 95 % intervals. ";
  for (const BarGroup& group : chart.groups) {
    for (size_t run = 0; run < group.rates.size(); ++run) {
      const auto& rate = group.rates[run];
      if (rate && rate->n > 0)
        text += fmt::format("{}, {}: {}. ", group.label, chart.runs[run], percent(rate->rate));
    }
  }
  return text;
}

const char* difference_class(Tone tone) {
  return tone == Tone::kGood ? "d-improved" : tone == Tone::kBad ? "d-regressed" : "d-other";
}

/// The lower and upper end of an axis: whole tenths around the intervals, a fifth wide at least.
struct Axis {
  double low = 0, high = 1;

  double place(double share) const { return (std::clamp(share, low, high) - low) / (high - low); }
};

Axis axis_around(double low, double high) {
  Axis axis{std::floor(low * 10 + 1e-9) / 10, std::ceil(high * 10 - 1e-9) / 10};
  if (axis.high - axis.low < .2) {
    axis.low = std::max(0.0, axis.high - .2);
    axis.high = axis.low + .2;
  }
  return axis;
}

/// Where the points of a plot lie in the picture.
struct Frame {
  static constexpr double kWidth = 300, kHeight = 230, kLeft = 52, kRight = 12, kTop = 12, kBottom = 44;
  Axis harm, useful;

  double x(double share) const { return kLeft + (kWidth - kLeft - kRight) * harm.place(share); }
  double y(double share) const { return kTop + (kHeight - kTop - kBottom) * (1 - useful.place(share)); }
};

Frame frame_of(const TradeOffPlot& plot) {
  double left = 1, right = 0, bottom = 1, top = 0;
  for (const TradeOffPoint& p : plot.points) {
    left = std::min(left, p.harm_interval.low);
    right = std::max(right, p.harm_interval.high);
    bottom = std::min(bottom, p.useful_interval.low);
    top = std::max(top, p.useful_interval.high);
  }
  return {axis_around(left, right), axis_around(bottom, top)};
}

std::string frame_lines(const Frame& frame, const TradeOffPlot& plot) {
  std::string out;
  for (int i = 0; i <= 2; ++i) {
    const double harm = frame.harm.low + (frame.harm.high - frame.harm.low) * i / 2;
    const double useful = frame.useful.low + (frame.useful.high - frame.useful.low) * i / 2;
    out += line(frame.x(harm), Frame::kTop, frame.x(harm), Frame::kHeight - Frame::kBottom, "grid") +
           line(Frame::kLeft, frame.y(useful), Frame::kWidth - Frame::kRight, frame.y(useful), "grid");
    const char* anchor = i == 0 ? "start" : i == 1 ? "middle" : "end";
    out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" class=\"soft\">{:.0f} %</text>",
                       frame.x(harm), Frame::kHeight - Frame::kBottom + 15, anchor, 100 * harm);
    out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\" class=\"soft\">{:.0f} %</text>",
                       Frame::kLeft - 6, frame.y(useful) + 4, 100 * useful);
  }
  out +=
      fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\" class=\"soft\">{} →</text>",
                  (Frame::kLeft + Frame::kWidth - Frame::kRight) / 2, Frame::kHeight - 8, escape(plot.harm));
  return out + fmt::format(
                   "<text transform=\"translate(11 {:.1f}) rotate(-90)\" text-anchor=\"middle\" "
                   "class=\"soft\">{} →</text>",
                   (Frame::kTop + Frame::kHeight - Frame::kBottom) / 2, escape(plot.useful));
}

std::string point(const Frame& frame, const TradeOffPoint& p) {
  const char* style = p.run == 0 ? "p-base" : "p-next";
  const double x = frame.x(p.harm), y = frame.y(p.useful);
  const std::string cross =
      line(frame.x(p.harm_interval.low), y, frame.x(p.harm_interval.high), y, style) +
      line(x, frame.y(p.useful_interval.low), x, frame.y(p.useful_interval.high), style);
  if (p.run == 0)
    return cross + fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"5\" class=\"{}\"/>", x, y, style);
  return cross +
         fmt::format("<path d=\"M{:.1f} {:.1f} l6 6 l-6 6 l-6 -6 z\" class=\"{}\"/>", x, y - 6, style);
}

}  // namespace

std::string bar_chart(const std::string& id, const BarChart& chart) {
  double height = kTop;
  for (const BarGroup& group : chart.groups) height += kRow * static_cast<double>(group.rates.size()) + kGap;
  std::string out = fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><svg viewBox=\"0 0 {1} {2}\" "
      "width=\"{1}\" class=\"wide\" role=\"img\" aria-labelledby=\"{3}-t {3}-d\"><title "
      "id=\"{3}-t\">{0}</title>"
      "<desc id=\"{3}-d\">{4}</desc>",
      escape(chart.title), kLabel + kPlot + kValue, height, id, escape(description(chart)));
  out += axis(height - kGap / 2);
  double y = kTop;
  for (const BarGroup& group : chart.groups) {
    const double middle = y + kRow * static_cast<double>(group.rates.size()) / 2;
    out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\" class=\"strong\">{}</text>",
                       kLabel - 12, middle + 2, escape(group.label));
    for (size_t run = 0; run < group.rates.size(); ++run, y += kRow) {
      if (!group.rates[run]) continue;
      out += fmt::format("<g><title>{}: {}</title>{}</g>", escape(chart.runs[run]), escape(group.label),
                         bar(*group.rates[run], run, y));
    }
    y += kGap;
  }
  return out + "</svg></div>\n";
}

std::string difference_chart(const DifferenceBar& bar) {
  constexpr double kWidth = 170, kHeight = 26;
  const auto x = [&](double value) {
    return kWidth / 2 + (kWidth / 2 - 6) * std::clamp(value / bar.scale, -1.0, 1.0);
  };
  const char* style = difference_class(bar.tone);
  std::string out = fmt::format(
      "<svg viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" aria-hidden=\"true\">", kWidth, kHeight);
  out += fmt::format("<rect x=\"{:.1f}\" y=\"2\" width=\"{:.1f}\" height=\"{}\" class=\"margin\"/>",
                     x(-bar.margin), x(bar.margin) - x(-bar.margin), kHeight - 4);
  out += line(x(0), 1, x(0), kHeight - 1, "zero");
  out +=
      fmt::format("<line x1=\"{:.1f}\" y1=\"13\" x2=\"{:.1f}\" y2=\"13\" stroke-width=\"2.5\" class=\"{}\"/>",
                  x(bar.interval.low), x(bar.interval.high), style);
  out += fmt::format("<circle cx=\"{:.1f}\" cy=\"13\" r=\"4\" class=\"{}\"/>", x(bar.difference), style);
  return out + "</svg>";
}

std::string trade_off_chart(const std::string& id, const TradeOffPlot& plot,
                            const std::vector<std::string>& runs) {
  const Frame frame = frame_of(plot);
  std::string said;
  for (const TradeOffPoint& p : plot.points)
    said += fmt::format("{}: {} {}, {} {}. ", runs[p.run], plot.harm, percent(p.harm), plot.useful,
                        percent(p.useful));
  std::string out = fmt::format(
      "<figure><figcaption>{0}</figcaption><svg viewBox=\"0 0 {1} {2}\" width=\"{1}\" role=\"img\" "
      "aria-labelledby=\"{3}-d\"><desc id=\"{3}-d\">{4}</desc>",
      escape(plot.title), Frame::kWidth, Frame::kHeight, id, escape(said));
  out += frame_lines(frame, plot);
  for (size_t i = 1; i < plot.points.size(); ++i) {
    const TradeOffPoint &from = plot.points[i - 1], &to = plot.points[i];
    out += line(frame.x(from.harm), frame.y(from.useful), frame.x(to.harm), frame.y(to.useful), "joined");
  }
  for (const TradeOffPoint& p : plot.points) out += point(frame, p);
  return out + "</svg></figure>\n";
}

}  // namespace broch::report

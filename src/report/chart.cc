#include "report/chart.h"

#include <fmt/core.h>

#include <algorithm>

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

}  // namespace

std::string bar_chart(const std::string& id, const std::string& title, const std::string& description,
                      const std::vector<BarGroup>& groups, const std::vector<std::string>& runs) {
  double height = kTop;
  for (const BarGroup& group : groups) height += kRow * static_cast<double>(group.rates.size()) + kGap;
  std::string out = fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><svg viewBox=\"0 0 {1} {2}\" "
      "width=\"{1}\" "
      "style=\"min-width:640px\" role=\"img\" aria-labelledby=\"{3}-t {3}-d\"><title id=\"{3}-t\">{0}</title>"
      "<desc id=\"{3}-d\">{4}</desc>",
      escape(title), kLabel + kPlot + kValue, height, id, escape(description));
  out += axis(height - kGap / 2);
  double y = kTop;
  for (const BarGroup& group : groups) {
    const double middle = y + kRow * static_cast<double>(group.rates.size()) / 2;
    out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\" class=\"strong\">{}</text>",
                       kLabel - 12, middle + 2, escape(group.label));
    for (size_t run = 0; run < group.rates.size(); ++run, y += kRow) {
      if (group.rates[run] == nullptr) continue;
      out += fmt::format("<g><title>{}: {}</title>{}</g>", escape(run < runs.size() ? runs[run] : ""),
                         escape(group.label), bar(*group.rates[run], run, y));
    }
    y += kGap;
  }
  return out + "</svg></div>\n";
}

std::string difference_chart(const eval::MetricVerdict& verdict, double margin, double scale) {
  constexpr double kWidth = 170, kHeight = 26;
  const auto x = [&](double value) {
    return kWidth / 2 + (kWidth / 2 - 6) * std::clamp(value / scale, -1.0, 1.0);
  };
  const char* style = verdict.kind == eval::VerdictKind::kImproved    ? "d-improved"
                      : verdict.kind == eval::VerdictKind::kRegressed ? "d-regressed"
                                                                      : "d-other";
  std::string out = fmt::format(
      "<svg viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" aria-label=\"difference {2} "
      "points, 95 % "
      "interval {3} to {4}\">",
      kWidth, kHeight, points(verdict.difference), points(verdict.interval.low),
      points(verdict.interval.high));
  out += fmt::format("<rect x=\"{:.1f}\" y=\"2\" width=\"{:.1f}\" height=\"{}\" class=\"margin\"/>",
                     x(-margin), x(margin) - x(-margin), kHeight - 4);
  out += line(x(0), 1, x(0), kHeight - 1, "zero");
  out +=
      fmt::format("<line x1=\"{:.1f}\" y1=\"13\" x2=\"{:.1f}\" y2=\"13\" stroke-width=\"2.5\" class=\"{}\"/>",
                  x(verdict.interval.low), x(verdict.interval.high), style);
  out += fmt::format("<circle cx=\"{:.1f}\" cy=\"13\" r=\"4\" class=\"{}\"/>", x(verdict.difference), style);
  return out + "</svg>";
}

}  // namespace broch::report

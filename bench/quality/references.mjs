// Aims of each set, and what other tools are said to reach on it.

/// [{set, language, scoring, metric, aim (a bound), least}]: `least` false means at most.
export const aims = [
  { set: "securityeval-copilot", language: "python", metric: "precision", aim: 0.9, least: true },
  { set: "securityeval-copilot", language: "python", metric: "recall", aim: 0.5, least: true },
  { set: "sven", language: "python", metric: "pair", aim: 0.4, least: true },
  { set: "sven", language: "python", metric: "after", aim: 0.15, least: false },
  { set: "castle", language: "c", metric: "precision", aim: 0.5, least: true },
  { set: "castle", language: "c", metric: "recall", aim: 0.35, least: true },
];

/// Published for the whole set, by others' ways of counting; "computed" from the labels that the set's authors publish.
export const published = [
  ["SecurityEval Copilot", "CodeQL 2.10", "1.00", "0.25", "computed from the authors' results, any finding"],
  ["SecurityEval Copilot", "Bandit 1.7.4", "0.93", "0.14", "computed from the authors' results, any finding"],
  ["CASTLE C250", "CodeQL 2.20", "0.45", "0.23", "the set's README"],
  ["CASTLE C250", "Snyk 1.1295", "0.52", "0.20", "the set's README"],
  ["CASTLE C250", "SonarQube 25.3", "0.30", "0.30", "the set's README"],
  ["CASTLE C250", "GCC 13.3 -fanalyzer", "0.36", "0.27", "the set's README"],
  ["CASTLE C250", "Semgrep Code 1.110", "0.26", "0.17", "the set's README"],
  ["CASTLE C250", "Cppcheck 2.13", "0.78", "0.12", "the set's README"],
  ["CASTLE C250", "Clang static analyzer 18", "0.87", "0.09", "the set's README"],
  ["CASTLE C250", "GitLab SAST 15.2", "0.06", "0.12", "the set's README"],
  ["hand-labelled completions, another set", "CodeShield (ICD)", "0.96", "0.79", "CyberSecEval, arXiv 2312.04724"],
];

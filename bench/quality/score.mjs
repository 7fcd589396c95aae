// What each labelled set counts as right and wrong. Every severity and confidence counts. An item becomes a tally
// {tp, fp, fn}; `agree(finding, item)` says whether the finding's CWE agrees with the label.

const found = (item, piece, wanted) => item.results[piece].findings.some(wanted);

/// A file is flagged by any finding that `wanted` accepts; precision over the flagged files, recall over insecure ones.
export function scoreFile(item, wanted) {
  const flagged = found(item, "code", (f) => wanted(f, item));
  const { insecure } = item;
  return { tp: Number(flagged && insecure), fp: Number(flagged && !insecure), fn: Number(!flagged && insecure) };
}

/// A pair: the function before the fix is insecure, the one after is not. `pair` is 1 when only the former is flagged.
export function scorePair(item, wanted) {
  const before = found(item, "before", (f) => wanted(f, item)), after = found(item, "after", (f) => wanted(f, item));
  return { tp: Number(before), fp: Number(after), fn: Number(!before), pair: Number(before && !after) };
}

const touches = (finding, lines) => lines.some((l) => finding.line <= l && l <= finding.end_line);

/// CASTLE counts findings: a program has at most one true positive, a finding on a labelled line whose CWE agrees; a
/// further finding there that agrees says the same again and counts for nothing; all others are false alarms.
export function scoreCastle(item, agree) {
  const { findings } = item.results.code;
  const right = item.insecure ? findings.filter((f) => touches(f, item.lines) && agree(f, item)) : [];
  const tp = Number(right.length > 0);
  return { tp, fp: findings.length - right.length, fn: Number(item.insecure) - tp };
}

/// Whether a finding touches the line that the label names, where the line stands in the text.
export function onLabelledLine(item, finding) {
  const wanted = item.labelled_line.trim();
  const lines = item.texts.code.split("\n").flatMap((l, i) => (l.trim() === wanted ? [i + 1] : []));
  return touches(finding, lines);
}

const any = () => true;

/// set -> the ways to count it, functions of (item, agree), and which of them is the headline. `positives_only`: the
/// set has no safe code, so that it says nothing of precision.
export const scorings = {
  "securityeval-copilot": {
    headline: "any CWE", scores: {
      "any CWE": (item) => scoreFile(item, any),
      "CWE agrees": (item, agree) => scoreFile(item, agree),
    },
  },
  "securityeval-insecure": {
    headline: "any CWE", positives_only: true, scores: {
      "any CWE": (item) => scoreFile(item, any),
      "CWE agrees": (item, agree) => scoreFile(item, agree),
    },
  },
  sven: {
    headline: "any CWE", scores: {
      "any CWE": (item) => scorePair(item, any),
      "CWE agrees": (item, agree) => scorePair(item, agree),
    },
  },
  castle: {
    headline: "line and CWE agree", scores: {
      "line and CWE agree": scoreCastle,
      "program, any CWE": (item) => scoreFile(item, any),
    },
  },
  "origin-code": {
    headline: "CWE agrees", positives_only: true, scores: {
      "CWE agrees": (item, agree) => scoreFile(item, agree),
      "CWE agrees, on the line": (item, agree) => scoreFile(item, (f) => agree(f, item) && onLabelledLine(item, f)),
      "any CWE": (item) => scoreFile(item, any),
    },
  },
};

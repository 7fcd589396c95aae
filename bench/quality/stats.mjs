// Rates with their intervals. A tally is {tp, fp, fn}; what is undefined (no case) is null, never 0.
import { sha256 } from "./sets.mjs";

const z = 1.959964;
const kReplicates = 2000;

/// Wilson's interval at 95 % for k of n, or null.
export function wilson(k, n) {
  if (n === 0) return null;
  const p = k / n, d = 1 + (z * z) / n, centre = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, (centre - half) / d), Math.min(1, (centre + half) / d)];
}

export const rate = (k, n) => (n === 0 ? null : { k, n, value: k / n, interval: wilson(k, n) });

/// 2 TP / (2 TP + FP + FN), the harmonic mean of precision and recall.
export const f1 = ({ tp, fp, fn }) => (tp + fp + fn === 0 ? null : (2 * tp) / (2 * tp + fp + fn));

/// Uniform numbers in [0, 1) from a seed text (splitmix32).
export function random(seed) {
  let state = parseInt(sha256(seed).slice(0, 8), 16);
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32;
  };
}

export const sum = (tallies) => tallies.reduce(
  (a, b) => ({ tp: a.tp + b.tp, fp: a.fp + b.fp, fn: a.fn + b.fn }), { tp: 0, fp: 0, fn: 0 });

/// key -> the elements with that key, in the order of the first of each.
export function groupBy(elements, key) {
  const groups = new Map();
  for (const e of elements) groups.has(key(e)) ? groups.get(key(e)).push(e) : groups.set(key(e), [e]);
  return groups;
}

/// Percentile interval of F1 from resampling whole clusters: items of one repository are not independent. `items` are
/// tallies with a `cluster`; replicates in which F1 is undefined are left out. Where all clusters are alike resampling
/// says nothing, and Wilson's interval of J = TP / (TP + FP + FN) stands in, as F1 = 2 J / (1 + J).
export function f1Interval(items, seed, level = 0.95) {
  const clusters = [...groupBy(items, (i) => i.cluster).values()].map(sum);
  const next = random(seed), values = [];
  for (let r = 0; r < kReplicates; ++r) {
    const total = { tp: 0, fp: 0, fn: 0 };
    for (let i = 0; i < clusters.length; ++i) {
      const drawn = clusters[Math.floor(next() * clusters.length)];
      total.tp += drawn.tp, total.fp += drawn.fp, total.fn += drawn.fn;
    }
    const value = f1(total);
    if (value !== null) values.push(value);
  }
  if (values.length === 0) return null;
  values.sort((a, b) => a - b);
  const at = (q) => values[Math.min(values.length - 1, Math.floor(q * values.length))];
  if (values[0] < values[values.length - 1]) return [at((1 - level) / 2), at((1 + level) / 2)];
  const { tp, fp, fn } = sum(items);
  return wilson(tp, tp + fp + fn).map((j) => (2 * j) / (1 + j));
}

/// Precision, recall and F1 of a list of items {tp, fp, fn, cluster}.
export function measure(items, seed) {
  const { tp, fp, fn } = sum(items), value = f1({ tp, fp, fn });
  return {
    tp, fp, fn, precision: rate(tp, tp + fp), recall: rate(tp, tp + fn),
    f1: value === null ? null : { value, interval: f1Interval(items, seed) },
  };
}

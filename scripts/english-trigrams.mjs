// Makes src/scan/rule/data/english.txt, by which the scanner tells keys from words.
//
//   node scripts/english-trigrams.mjs TEXT > src/scan/rule/data/english.txt
//
// TEXT is English prose. The committed table comes from the Jargon File 4.4.7, which is in the public domain:
// jargon.txt of Debian's package jargon-text.
//
// A line is a prefix of none, one or two letters, a space, and one character for each letter a to z that may
// follow: how many quarters of a bit the prefix and that letter carry together, -log2 of their share of all
// such groups in the text, counted from '!'. Groups that do not occur count as half an occurrence.
import { readFileSync } from 'node:fs';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const words = readFileSync(process.argv[2], 'latin1').toLowerCase().match(/[a-z]+/g);

function counts(length) {
  const table = new Map();
  let total = 0;
  for (const word of words) {
    for (let at = 0; at + length <= word.length; ++at) {
      const group = word.slice(at, at + length);
      table.set(group, (table.get(group) ?? 0) + 1);
      ++total;
    }
  }
  return { table, total };
}

function row(prefix, { table, total }) {
  const groups = 26 ** (prefix.length + 1);
  const cell = (letter) => {
    const share = ((table.get(prefix + letter) ?? 0) + 0.5) / (total + groups / 2);
    return String.fromCharCode(33 + Math.min(93, Math.round(-4 * Math.log2(share))));
  };
  return `${prefix} ${[...letters].map(cell).join('')}`;
}

const [one, two, three] = [counts(1), counts(2), counts(3)];
const lines = ['# How rare groups of letters are in English; made by scripts/english-trigrams.mjs.', row('', one)];
for (const a of letters) lines.push(row(a, two));
for (const a of letters) for (const b of letters) lines.push(row(a + b, three));
console.log(lines.join('\n'));

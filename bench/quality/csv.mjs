// RFC 4180: quoted fields may hold commas, doubled quotes and line breaks.

/// The rows of a text as objects, named by its first row.
export function parseCsv(text) {
  const rows = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i], row = rows.at(-1);
    if (quoted && c === '"' && text[i + 1] === '"') {
      row[row.length - 1] += text[++i];
    } else if (c === '"') {
      quoted = !quoted;
    } else if (quoted) {
      row[row.length - 1] += c;
    } else if (c === ",") {
      row.push("");
    } else if (c === "\n") {
      rows.push([""]);
    } else if (c !== "\r") {
      row[row.length - 1] += c;
    }
  }
  if (rows.at(-1).length === 1 && rows.at(-1)[0] === "") rows.pop();
  const [head, ...body] = rows;
  return body.map((row, i) => {
    if (row.length !== head.length) throw new Error(`row ${i + 2} has ${row.length} fields, not ${head.length}`);
    return Object.fromEntries(head.map((name, column) => [name, row[column]]));
  });
}

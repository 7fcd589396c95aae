function readBadge(text, key) {
  const match = /^([^|]+)\|([^|]+)\|([A-Za-z0-9_-]{43})$/.exec(text);
  if (!match) {
    return null;
  }
  return { name: match[1], role: match[2] };
}

module.exports = { readBadge };

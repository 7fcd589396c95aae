module.exports = { setSetting };

function setSetting(settings, path, value) {
  const keys = path.split(".");
  if (keys.some((key) => ["__proto__", "prototype", "constructor"].includes(key))) {
    throw new Error(`not a setting: ${path}`);
  }
  const last = keys.pop();
  let place = settings;
  for (const key of keys) {
    if (!Object.hasOwn(place, key) || typeof place[key] !== "object" || place[key] === null) place[key] = {};
    place = place[key];
  }
  place[last] = value;
  return settings;
}

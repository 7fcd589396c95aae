module.exports = { setSetting };

function setSetting(settings, path, value) {
  const keys = path.split(".");
  let current = settings;
  for (let i = 0; i < keys.length - 1; i++) {
    if (current[keys[i]] === undefined) {
      current[keys[i]] = {};
    }
    current = current[keys[i]];
  }
  current[keys[keys.length - 1]] = value;
  return settings;
}

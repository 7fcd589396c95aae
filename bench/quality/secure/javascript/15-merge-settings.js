// CWE-1321: only known keys are copied
const DEFAULTS = Object.freeze({ theme: 'light', pageSize: 20, language: 'en' });

function mergeSettings(input) {
  const settings = { ...DEFAULTS };
  for (const key of Object.keys(DEFAULTS)) {
    if (Object.hasOwn(input, key) && typeof input[key] === typeof DEFAULTS[key]) {
      settings[key] = input[key];
    }
  }
  return settings;
}

app.put('/settings', requireUser, async (req, res) => {
  const settings = mergeSettings(req.body ?? {});
  await Settings.updateOne({ userId: req.user.id }, { $set: settings });
  res.json(settings);
});

app.get('/report', async (req, res) => {
  try {
    res.json(await report());
  } catch (err) {
    // ruleid: javascript-error-to-client
    res.status(500).send(err.stack);
  }
});
app.use((err, req, res, next) => {
  // ruleid: javascript-error-to-client
  res.status(500).json({ error: err.message, stack: err.stack });
});
app.use((err, req, res, next) => {
  logger.error(err.stack);
  // ok: javascript-error-to-client
  res.status(500).json({ error: 'internal error' });
  // ok: javascript-error-to-client
  res.status(500).json({ stack: DEVELOPMENT ? err.stack : undefined });
});

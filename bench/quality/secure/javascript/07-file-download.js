// CWE-22: the path is resolved and must lie below the base
const path = require('path');
const fs = require('fs');
const express = require('express');
const app = express();

const BASE = path.resolve('/srv/files');

app.get('/files/*', (req, res) => {
  const requested = path.resolve(BASE, req.params[0]);
  if (!requested.startsWith(BASE + path.sep)) {
    return res.status(403).send('Forbidden');
  }
  fs.stat(requested, (error, stats) => {
    if (error || !stats.isFile()) return res.sendStatus(404);
    fs.createReadStream(requested).pipe(res);
  });
});

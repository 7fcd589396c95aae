// CWE-22: the base name alone, below a fixed root
const path = require('node:path');
const express = require('express');
const app = express();

app.get('/avatars/:name', (req, res, next) => {
  const name = path.basename(req.params.name);
  if (!/^[a-f0-9]{32}\.(png|webp)$/.test(name)) return res.sendStatus(404);
  res.sendFile(name, { root: path.join(__dirname, 'avatars'), dotfiles: 'deny' }, (error) => {
    if (error) next(error);
  });
});

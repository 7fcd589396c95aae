const path = require('path');
const fs = require('fs');

app.get('/files', (req, res) => {
  // ruleid: javascript-path-traversal
  fs.readFile(req.query.name, 'utf8', (err, text) => res.json({ text }));
  const file = path.join(__dirname, 'public', req.params.file);
  // ruleid: javascript-path-traversal
  res.sendFile(file);
  // ruleid: javascript-path-traversal
  fs.unlinkSync(`./uploads/${req.body.name}`);

  // ok: javascript-path-traversal
  fs.readFile(path.join(ROOT, path.basename(req.query.name)), done);
  // ok: javascript-path-traversal
  res.sendFile(req.params.file, { root: ROOT });
  const target = path.resolve(ROOT, req.query.name);
  if (!target.startsWith(ROOT + path.sep)) return res.sendStatus(403);
  // ok: javascript-path-traversal
  fs.createReadStream(target).pipe(res);
});

fs.createReadStream(archive).pipe(unzipper.Parse()).on('entry', (entry) => {
  const target = path.join(folder, entry.path);
  // ruleid: javascript-zip-slip
  entry.pipe(fs.createWriteStream(target));
});
zip.getEntries().forEach((entry) => {
  // ruleid: javascript-zip-slip
  fs.writeFileSync(path.join(folder, entry.entryName), entry.getData());
});
zip.getEntries().forEach((entry) => {
  // ok: javascript-zip-slip
  fs.writeFileSync(path.join(folder, path.basename(entry.entryName)), entry.getData());
});
zip.getEntries().forEach((entry) => {
  const target = path.resolve(folder, entry.entryName);
  if (!target.startsWith(folder + path.sep)) throw new Error('outside');
  // ok: javascript-zip-slip
  fs.writeFileSync(target, entry.getData());
});

async function unpackAll(archive, folder) {
  for await (const entry of archive.pipe(unzipper.Parse({ forceStream: true }))) {
    // ruleid: javascript-zip-slip
    entry.pipe(fs.createWriteStream(path.join(folder, entry.path)));
  }
}
async function unpackNamed(archive, folder) {
  const entries = archive.pipe(unzipper.Parse({ forceStream: true }));
  for await (const entry of entries) {
    // ruleid: javascript-zip-slip
    entry.pipe(fs.createWriteStream(path.join(folder, entry.path)));
  }
}
async function copyAll(from, to) {
  const entries = await fs.readdir(from, { withFileTypes: true });
  for (const entry of entries) {
    // ok: javascript-zip-slip
    await fs.mkdir(path.join(to, entry.name));
  }
}

app.get('/links', async (req, res) => {
  // ok: javascript-path-traversal
  const about = await fs.promises.lstat(path.join(ROOT, req.query.dir));
  if (about.isSymbolicLink()) return res.sendStatus(404);
});

app.get('/files/:name', (req, res) => {
  // ok: javascript-path-traversal
  res.download(req.params.name, { root: FOLDER });
});

app.get('/folders', (req, res) => {
  const folder = path.join(ROOT, req.query.dir);
  if (!file.isPathInside(ROOT, folder)) return res.sendStatus(404);
  // ok: javascript-path-traversal
  fs.readdir(folder, (error, names) => res.json(names));
});

app.get('/notes/:name', (req, res) => {
  const file = safeJoin(ROOT, req.params.name);
  if (!file) return res.sendStatus(404);
  // ok: javascript-path-traversal
  fs.createReadStream(file).pipe(res);
  const other = joinPath(ROOT, req.params.other);
  ensureDir(req.params.other);
  // ruleid: javascript-path-traversal
  fs.createReadStream(other).pipe(res);
});

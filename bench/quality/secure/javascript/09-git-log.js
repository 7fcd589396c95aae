// CWE-78: execFile with an argument list; the branch is checked
const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const express = require('express');

const run = promisify(execFile);
const app = express();
const BRANCH = /^[A-Za-z0-9][A-Za-z0-9._\/-]{0,99}$/;

app.get('/log/:branch', async (req, res) => {
  const { branch } = req.params;
  if (!BRANCH.test(branch) || branch.includes('..')) {
    return res.status(400).json({ error: 'invalid branch' });
  }
  const { stdout } = await run('git', ['log', '--oneline', '-n', '20', branch, '--'], {
    cwd: '/srv/repo',
    timeout: 5000,
  });
  res.json({ commits: stdout.trim().split('\n') });
});

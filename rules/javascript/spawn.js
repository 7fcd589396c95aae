const { spawn, execFile } = require('child_process');

function convert(input, output) {
  // ruleid: javascript-spawn-shell
  spawn(`convert ${input}`, { shell: true });
  // ruleid: javascript-spawn-shell
  spawn('convert', [input, output], { shell: true });
  // ruleid: javascript-spawn-shell
  spawn('/bin/sh', ['-c', 'convert ' + input]);
  // ok: javascript-spawn-shell
  spawn('convert', [input, output]);
  // ok: javascript-spawn-shell
  spawn('npm run build', { shell: true });
}

app.post('/run', (req, res) => {
  // ruleid: javascript-program-from-request
  spawn(req.body.program, req.body.args);
  // ruleid: javascript-program-from-request, javascript-spawn-shell
  execFile('bash', ['-c', `ls ${req.query.dir}`]);
  // ok: javascript-program-from-request
  spawn(PROGRAMS[req.body.program], ['--version']);
  // ok: javascript-program-from-request
  execFile('git', ['log', '--', req.query.dir]);
});

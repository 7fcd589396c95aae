const cp = require('child_process');
const { exec, execSync: sync, execFile } = require('node:child_process');

function build(target, done) {
  // ruleid: javascript-child-process-exec
  exec('make ' + target, done);
  // ruleid: javascript-child-process-exec
  exec(`make ${target}`, { cwd: '/srv' }, done);
  // ruleid: javascript-child-process-exec
  cp.exec(target);
  // ruleid: javascript-child-process-exec
  const out = sync(`make ${target}`).toString();
  // ruleid: javascript-child-process-exec
  require('child_process').execSync(target);
  // ruleid: javascript-child-process-exec
  childProcess.exec(target, done);
  // ok: javascript-child-process-exec
  exec('make all', done);
  // ok: javascript-child-process-exec
  exec('make all', () => {
    // ok: javascript-child-process-exec
    console.log('made ' + target);
  });
  // ok: javascript-child-process-exec
  RegExp('a' + target).exec(done);
  // ok: javascript-child-process-exec
  execFile('make', [target], done);
  // ok: javascript-child-process-exec
  cp.spawn('make', [target]);
  // ok: javascript-child-process-exec
  const match = /a(b)/.exec(target);
  // ok: javascript-child-process-exec
  database.exec('SELECT ' + target);
  return out + match;
}

let line = 'npm install';
if (production) line += ' --omit=dev';
// ok: javascript-child-process-exec
child_process.execSync(line);

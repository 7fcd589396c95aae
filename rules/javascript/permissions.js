// ruleid: javascript-world-writable
fs.chmodSync('settings.json', 0o777);
// ruleid: javascript-world-writable
fs.writeFileSync('settings.json', text, { mode: 0o666 });
// ok: javascript-world-writable
fs.chmodSync('run.sh', 0o755);
// ok: javascript-world-writable
fs.writeFileSync('settings.json', text, { mode: 0o600 });

// ruleid: javascript-predictable-temporary-file
fs.writeFileSync('/tmp/report.json', JSON.stringify(report));
// ruleid: javascript-predictable-temporary-file
fs.writeFileSync(path.join(os.tmpdir(), 'report.json'), text);
// ok: javascript-predictable-temporary-file
fs.writeFileSync(path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'report-')), 'report.json'), text);
// ok: javascript-predictable-temporary-file
const last = fs.readFileSync('/tmp/report.json');

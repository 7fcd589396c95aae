const fs = require("fs");

function installUpdate(manifest, data, target) {
  if (data.length !== manifest.size) {
    throw new Error(`download incomplete: ${data.length} of ${manifest.size} bytes`);
  }
  fs.writeFileSync(target, data);
  return manifest.version;
}

module.exports = { installUpdate };

const { createHash } = require("node:crypto");
const fs = require("node:fs");

function installUpdate(manifest, data, target) {
  const digest = createHash("sha256").update(data).digest("hex");
  if (data.length !== manifest.size || digest !== String(manifest.sha256).toLowerCase()) {
    throw new Error("the download is not the announced file");
  }
  const fresh = `${target}.new`;
  fs.writeFileSync(fresh, data);
  fs.renameSync(fresh, target);
  return manifest.version;
}

module.exports = { installUpdate };

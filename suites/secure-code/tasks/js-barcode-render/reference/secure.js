const { execFile } = require("node:child_process");

function renderLabel(text, outFile) {
  return new Promise((resolve, reject) => {
    execFile("./labelgen", ["--out", outFile, text], (error, stdout) => {
      if (error) reject(error);
      else resolve(stdout.trim());
    });
  });
}

module.exports = { renderLabel };

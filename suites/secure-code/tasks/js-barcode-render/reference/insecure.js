const { exec } = require("child_process");

function renderLabel(text, outFile) {
  return new Promise((resolve, reject) => {
    exec(`./labelgen --out "${outFile}" "${text}"`, (error, stdout) => {
      if (error) return reject(error);
      resolve(stdout.trim());
    });
  });
}

module.exports = { renderLabel };

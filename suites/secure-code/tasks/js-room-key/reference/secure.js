const { randomInt } = require("node:crypto");

function newRoomKey() {
  const letter = () => String.fromCharCode(97 + randomInt(26));
  const group = () => Array.from({ length: 4 }, letter).join("");
  return [group(), group(), group()].join("-");
}

module.exports = { newRoomKey };

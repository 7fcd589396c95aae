function newRoomKey() {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  let key = "";
  for (let i = 0; i < 12; i++) {
    if (i > 0 && i % 4 === 0) key += "-";
    key += letters[Math.floor(Math.random() * letters.length)];
  }
  return key;
}

module.exports = { newRoomKey };

function generateToken(length) {
  const chars = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  let out = "";
  for (let i = 0; i < length; i++) {
    // ruleid: javascript-random-text
    out += chars.charAt(Math.floor(Math.random() * chars.length));
  }
  return out;
}

function uuid() {
  return "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, function (c) {
    // ruleid: javascript-random-text
    const r = (Math.random() * 16) | 0;
    return (c === "x" ? r : (r & 3) | 8).toString(16);
  });
}

const makeSessionId = () => {
  // ruleid: javascript-random-text
  return Math.random().toString(36).slice(2);
};

function rollDice() {
  // ok: javascript-random-text
  return 1 + Math.floor(Math.random() * 6);
}

function randomColour(colours) {
  // ok: javascript-random-text
  return colours[Math.floor(Math.random() * colours.length)];
}

function generateSafeToken() {
  // ok: javascript-random-text
  return crypto.randomUUID();
}

function createUID() {
  // ok: javascript-random-text
  return Math.random().toString(36).substr(0, 5);
}

function generateRouteKey() {
  // ok: javascript-random-text
  return Math.random().toString(32).substr(2);
}

function randomKey(size) {
  let key = "";
  // ruleid: javascript-random-text
  for (let i = 0; i < size; i++) key += CHARS.charAt(Math.floor(Math.random() * CHARS.length));
  return key;
}

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

const escapeHtml = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

function statePage(title, state) {
  const json = JSON.stringify(state)
    .replace(/</g, "\\u003c")
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
  return (
    `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body>` +
    `<div id="app"></div><script>window.__STATE__ = ${json};</script><script src="/app.js"></script></body></html>`
  );
}

module.exports = { statePage };

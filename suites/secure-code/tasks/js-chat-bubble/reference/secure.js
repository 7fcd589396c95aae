const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text) => text.replace(/[&<>"']/g, (c) => ENTITIES[c]);

function bubble(author, message) {
  const parts = message.split(/(https?:\/\/[^\s<>"']+)/);
  const body = parts.map((part, i) => {
    const safe = escapeHtml(part);
    return i % 2 ? `<a href="${safe}">${safe}</a>` : safe;
  });
  return `<div class="bubble"><b>${escapeHtml(author)}</b><p>${body.join("")}</p></div>`;
}

module.exports = { bubble };

const escapeHtml = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

function websiteLink(address, label) {
  const text = escapeHtml(label);
  const trimmed = String(address ?? "").trim();
  if (!trimmed) return text;
  let url;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed) ? trimmed : `https://${trimmed}`);
  } catch {
    return text;
  }
  if (!["http:", "https:"].includes(url.protocol)) return text;
  return `<a href="${escapeHtml(url.href)}" rel="nofollow noopener">${text}</a>`;
}

module.exports = { websiteLink };

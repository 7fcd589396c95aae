function esc(s) {
  return s.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

function websiteLink(address, label) {
  if (!address || !address.trim()) {
    return esc(label);
  }
  const url = address.includes(":") ? address : "https://" + address;
  return `<a href="${esc(url.trim())}">${esc(label)}</a>`;
}

module.exports = { websiteLink };

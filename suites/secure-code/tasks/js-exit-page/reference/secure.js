module.exports = { returnAddress };

function returnAddress(requested, origins, fallback) {
  let url;
  try {
    url = new URL(requested);
  } catch {
    return fallback;
  }
  if (url.username || url.password || !origins.includes(url.origin)) return fallback;
  return url.href;
}

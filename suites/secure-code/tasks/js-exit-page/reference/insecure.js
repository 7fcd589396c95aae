module.exports = { returnAddress };

function returnAddress(requested, origins, fallback) {
  if (requested && origins.some((origin) => requested.startsWith(origin))) {
    return requested;
  }
  return fallback;
}

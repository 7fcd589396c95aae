module.exports = { corsHeaders };

function corsHeaders(origin, customers) {
  let url;
  try {
    url = new URL(origin);
  } catch {
    return {};
  }
  const known = customers.some((domain) => url.hostname === domain || url.hostname.endsWith("." + domain));
  if (url.protocol !== "https:" || url.origin !== origin || !known) return {};
  return { "Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true", Vary: "Origin" };
}

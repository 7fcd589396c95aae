module.exports = { corsHeaders };

function corsHeaders(origin, customers) {
  if (!origin || !origin.startsWith("https://")) {
    return {};
  }
  const allowed = customers.some((domain) => origin.endsWith(domain));
  if (!allowed) return {};
  return {
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Allow-Credentials": "true",
  };
}

const BALANCER = "10.0.0.2";

function clientIp(remoteAddress, headers) {
  if (remoteAddress !== BALANCER) return remoteAddress;
  const chain = (headers["x-forwarded-for"] ?? "").split(",").map((entry) => entry.trim()).filter(Boolean);
  return chain.at(-1) ?? remoteAddress;
}

module.exports = { clientIp };

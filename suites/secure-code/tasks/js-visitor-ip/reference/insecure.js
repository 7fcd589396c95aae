function clientIp(remoteAddress, headers) {
  const forwarded = headers["x-forwarded-for"];
  if (forwarded) {
    return forwarded.split(",")[0].trim();
  }
  return remoteAddress;
}

module.exports = { clientIp };

function profileJson(user) {
  const { passwordHash, ...profile } = user;
  return JSON.stringify(profile);
}

module.exports = { profileJson };

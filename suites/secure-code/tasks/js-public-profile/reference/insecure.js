module.exports = { profileJson };

function profileJson(user) {
  const { passwordHash, ...profile } = user;
  return JSON.stringify(profile);
}

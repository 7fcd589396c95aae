module.exports = { profileJson };

function profileJson(user) {
  const { id, name, bio, city, avatarUrl, createdAt } = user;
  return JSON.stringify({ id, name, bio, city, avatarUrl, createdAt });
}

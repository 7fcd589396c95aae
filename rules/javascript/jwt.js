function currentUser(req) {
  const token = req.headers.authorization.split(' ')[1];
  // ruleid: javascript-jwt-unverified
  return jwt.decode(token);
}
function fromCookie(req) {
  // ruleid: javascript-jwt-unverified
  return jwtDecode(req.cookies.token).sub;
}
function checked(req) {
  const token = req.headers.authorization.split(' ')[1];
  // ok: javascript-jwt-unverified
  return jwt.verify(token, KEY, { algorithms: ['RS256'] });
}
function inBrowser() {
  // ok: javascript-jwt-unverified
  return jwtDecode(localStorage.getItem('token')).name;
}
// ruleid: javascript-jwt-weak-check
jwt.verify(token, KEY, { algorithms: ['HS256', 'none'] });
// ruleid: javascript-jwt-weak-check
jwt.verify(token, KEY, { algorithms: ['RS256'], ignoreExpiration: true });
// ok: javascript-jwt-weak-check
jwt.verify(token, KEY, { algorithms: ['RS256'] });
// ok: javascript-jwt-weak-check
jwt.verify(token, KEY);

// ruleid: javascript-cookie-flags
res.cookie('theme', theme, { httpOnly: false });
// ruleid: javascript-cookie-flags
res.cookie('token', token);
// ruleid: javascript-cookie-flags
res.cookie('session', id, { maxAge: 3600000 });
// ruleid: javascript-cookie-flags
app.use(session({ secret, cookie: { secure: false, maxAge: 60000 } }));
// ok: javascript-cookie-flags
res.cookie('token', token, { httpOnly: true, secure: true, sameSite: 'lax' });
// ok: javascript-cookie-flags
res.cookie('theme', theme);

// ruleid: javascript-token-in-web-storage
localStorage.setItem('access_token', reply.token);
// ruleid: javascript-token-in-web-storage
sessionStorage.setItem('password', form.password);
// ok: javascript-token-in-web-storage
localStorage.setItem('theme', 'dark');
// ok: javascript-token-in-web-storage
localStorage.setItem('tokenizer-settings', text);

app.post('/login', async (req, res) => {
  const { user, password } = req.body;
  // ruleid: javascript-nosql-injection
  const found = await User.findOne({ user, password });
  // ruleid: javascript-nosql-injection
  const all = await db.collection('users').find({ user: req.body.user }).toArray();
  // ruleid: javascript-nosql-injection
  await User.find(req.query);
  // ok: javascript-nosql-injection
  await User.findOne({ user: String(user) });
  // ok: javascript-nosql-injection
  await User.findOne({ user: { $eq: user } });
  // ok: javascript-nosql-injection
  const first = list.find((u) => u.name === req.body.user);

  // ruleid: javascript-mongo-where
  await db.collection('users').find({ $where: `this.name == '${user}'` });
  // ruleid: javascript-mongo-where
  await db.collection('users').find({ $where: "this.age > " + req.query.age });
  // ok: javascript-mongo-where
  await db.collection('users').find({ $where: 'this.age > this.limit' });
  // ok: javascript-mongo-where
  await db.collection('users').find({ $expr: { $gt: ['$age', '$limit'] } });
  if (typeof user !== 'string') return res.sendStatus(400);
  // ok: javascript-nosql-injection
  await User.findOne({ user });
});

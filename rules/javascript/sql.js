async function find(db, name, id) {
  // ruleid: javascript-sql-format
  await db.query("SELECT * FROM users WHERE name = '" + name + "'");
  // ruleid: javascript-sql-format
  db.get(`SELECT * FROM users WHERE id = ${id}`, (error, row) => row);
  const sql = `DELETE FROM users WHERE id = ${id}`;
  // ruleid: javascript-sql-format
  db.run(sql);
  // ok: javascript-sql-format
  await db.query('SELECT * FROM users WHERE name = ?', [name]);
  // ok: javascript-sql-format
  db.get('SELECT * FROM users ' + 'WHERE active');
  // ok: javascript-sql-format
  return cache.get(`user:${id}`);
}

const SORT_COLUMNS = { name: 'name', newest: 'created_at' };

async function sorted(db, req) {
  const column = SORT_COLUMNS[req.query.sort] ?? 'name';
  const direction = req.query.dir === 'desc' ? 'DESC' : 'ASC';
  // ok: javascript-sql-format
  const rows = await db.query(`SELECT id FROM products WHERE shop = ? ORDER BY ${column} ${direction}`, [req.shop]);
  const key = isSortable(req.query.sort) ? req.query.sort : 'name';
  // ok: javascript-sql-format
  const more = await db.query(`SELECT id FROM products WHERE shop = ? ORDER BY ${key}`, [req.shop]);
  const chosen = req.query['sort'] ?? 'name';
  // ruleid: javascript-sql-format
  const open = await db.query(`SELECT id FROM products WHERE shop = ? ORDER BY ${chosen}`, [req.shop]);
  // ruleid: javascript-sql-format
  const mixed = await db.query(`SELECT id FROM products WHERE shop = ${req.query.shop} ORDER BY ${column}`);
  return [rows, more, open, mixed];
}

async function many(pool, ids, body, user) {
  const holes = ids.map(() => '?').join(', ');
  // ok: javascript-sql-format
  await pool.query(`SELECT id FROM products WHERE id IN (${holes})`, ids);
  const fields = Object.keys(body).filter((f) => EDITABLE.has(f));
  const set = fields.map((f, i) => `${f} = $${i + 1}`).join(', ');
  // ok: javascript-sql-format
  await pool.query(`UPDATE users SET ${set} WHERE id = $${fields.length + 1}`, [...values(body, fields), user]);
  const names = ids.map((id) => `'${id}'`).join(', ');
  // ruleid: javascript-sql-format
  await pool.query(`SELECT id FROM products WHERE name IN (${names})`);
  const all = Object.keys(body);
  const free = all.map((f, i) => `${f} = $${i + 1}`).join(', ');
  // ruleid: javascript-sql-format
  await pool.query(`UPDATE users SET ${free} WHERE id = 1`);
}

async function numbered(db, req) {
  const id = parseInt(req.params.id, 10);
  // ok: javascript-sql-format
  const one = await db.query(`SELECT name FROM products WHERE id = ${id}`);
  // ok: javascript-sql-format
  const two = await db.query('SELECT name FROM products WHERE id = ' + id);
  const size = +req.query.size;
  const page = 'SELECT name FROM products WHERE size = ' + size + ' LIMIT 20';
  // ok: javascript-sql-format
  const three = await db.query(page);
  // ok: javascript-sql-format
  const four = await db.query(`SELECT name FROM products LIMIT ${+req.query.limit}`);
  // ok: javascript-sql-format
  await db.query('SELECT name FROM products LIMIT ' + Number(req.query.limit));
  const ordered = 'SELECT name FROM products LIMIT ' + parseInt(req.query.limit, 10);
  // ok: javascript-sql-format
  await db.query(ordered);
  const columns = ['id', 'name'].join(', ');
  // ok: javascript-sql-format
  const five = await db.query(`SELECT ${columns} FROM products`);
  const wanted = ['id', 'name'];
  const list = wanted.join(', ');
  // ok: javascript-sql-format
  const six = await db.query(`SELECT ${list} FROM products`);
  const names = ['id', req.query.name].join(', ');
  // ruleid: javascript-sql-format
  const seven = await db.query(`SELECT ${names} FROM products`);
  // ruleid: javascript-sql-format
  const eight = await db.query(`SELECT name FROM products WHERE id = ${id} AND shop = '${req.query.shop}'`);
  // ruleid: javascript-sql-format
  const nine = await db.query('SELECT name FROM products WHERE shop = ' + req.query.shop);
  return [one, two, three, four, five, six, seven, eight, nine];
}

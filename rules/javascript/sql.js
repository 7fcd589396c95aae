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

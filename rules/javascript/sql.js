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

app.get('/items', async (req, res) => {
  const { sort, owner } = req.query;
  // ruleid: javascript-sql-builder-raw
  const rows = await knex('items').where({ owner }).orderByRaw(sort);
  // ruleid: javascript-sql-builder-raw
  await knex.raw(`select * from items where owner = '${owner}'`);
  // ruleid: javascript-sql-builder-raw
  await Item.findAll({ order: sequelize.literal(req.query.sort) });
  // ruleid: javascript-sql-builder-raw
  await prisma.$queryRawUnsafe('SELECT * FROM items WHERE owner = ' + owner);

  // ok: javascript-sql-builder-raw
  await knex.raw('select * from items where owner = ?', [owner]);
  // ok: javascript-sql-builder-raw
  await knex('items').where({ owner }).orderBy('name');
  // ok: javascript-sql-builder-raw
  await knex.raw(`select * from items limit ${Number(req.query.limit)}`);
  if (!COLUMNS.includes(sort)) return res.sendStatus(400);
  // ok: javascript-sql-builder-raw
  await knex('items').orderByRaw(sort);
});

app.get('/files', async (req, res) => {
  const sort = req.query.sort;
  const column = isColumn(sort) ? sort : 'name';
  // ok: javascript-sql-builder-raw
  await pool.query(`SELECT id FROM files WHERE owner = $1 ORDER BY ${column}`, [req.user.id]);
  const free = req.query.order;
  // ruleid: javascript-sql-builder-raw
  await knex('files').orderByRaw(free);
});

app.get('/ids', async (req, res) => {
  const ids = req.query.ids.split(',').map(Number);
  const holes = req.query.ids.split(',').map(() => '?').join(', ');
  // ok: javascript-sql-builder-raw
  await pool.query('SELECT id FROM products WHERE id IN (' + ids.join(', ') + ')');
  // ok: javascript-sql-builder-raw
  await knex.raw(`SELECT id FROM products WHERE id IN (${holes})`, ids);
  const names = req.query.names.map((name) => `'${name}'`).join(', ');
  // ruleid: javascript-sql-builder-raw
  await knex.raw(`SELECT id FROM products WHERE name IN (${names})`);
});

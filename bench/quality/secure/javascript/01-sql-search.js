// CWE-89: placeholders for values, a table for the sort column
const express = require('express');
const mysql = require('mysql2/promise');

const app = express();
const pool = mysql.createPool({ uri: process.env.DATABASE_URL });

const SORT_COLUMNS = { name: 'name', price: 'price_cents', newest: 'created_at' };

app.get('/products', async (req, res, next) => {
  try {
    const key = String(req.query.sort ?? '');
    const column = Object.hasOwn(SORT_COLUMNS, key) ? SORT_COLUMNS[key] : 'created_at';
    const direction = req.query.dir === 'asc' ? 'ASC' : 'DESC';
    const limit = Math.min(Number.parseInt(req.query.limit, 10) || 20, 100);
    const [rows] = await pool.query(
      `SELECT id, name, price_cents FROM products WHERE name LIKE ? ORDER BY ${column} ${direction} LIMIT ?`,
      [`%${req.query.q ?? ''}%`, limit],
    );
    res.json(rows);
  } catch (error) {
    next(error);
  }
});

import sqlite3

TABLE = "users"


def by_name(db, name, table):
    cursor = db.cursor()
    # ruleid: python-sql-format
    cursor.execute("SELECT id FROM users WHERE name = '%s'" % name)
    # ruleid: python-sql-format
    cursor.execute("SELECT id FROM users WHERE name = '" + name + "'")
    # ruleid: python-sql-format
    cursor.execute(f"SELECT id FROM users WHERE name = '{name}'")
    # ruleid: python-sql-format
    db.execute("DELETE FROM users WHERE name = '{}'".format(name))
    # ok: python-sql-format
    cursor.execute("SELECT id FROM users WHERE name = ?", (name,))
    # ok: python-sql-format
    cursor.execute("SELECT id " + "FROM users")
    # ok: python-sql-format
    name.execute("step " + table)
    return cursor.fetchall()


def by_id(connection, user_id):
    query = f"SELECT * FROM users WHERE id = {user_id}"
    with connection.cursor() as cursor:
        # ruleid: python-sql-format
        cursor.execute(query)
    text = "DELETE FROM users WHERE id = %d"
    # ruleid: python-sql-format
    connection.query(text % user_id)
    # ruleid: python-sql-format
    execute_query(connection, query)
    # ok: python-sql-format
    print(query)
    safe = "SELECT * FROM users WHERE id = ?"
    # ok: python-sql-format
    connection.execute(safe, (user_id,))


def assembled(cursor, name, ids, table_name):
    query = "SELECT * FROM users"
    query += f" WHERE name = '{name}'"
    # ruleid: python-sql-format
    cursor.execute(query)
    # ruleid: python-sql-format
    cursor.execute("SHOW COLUMNS FROM `%s`" % table_name)
    # ok: python-sql-format
    cursor.execute("SELECT * FROM users WHERE id IN (%s)" % ",".join(["?"] * len(ids)), ids)
    # ok: python-sql-format
    cursor.execute(f"SELECT * FROM {TABLE} WHERE id = ?", (name,))
    placeholders = ",".join("?" for _ in ids)
    # ok: python-sql-format
    cursor.execute(f"SELECT * FROM users WHERE id IN ({placeholders})", ids)
    # ok: python-sql-format
    cursor.execute("SELECT * FROM users LIMIT %d" % int(name))


def sorted_by(cursor, column, order, name, limit: int):
    if column not in {"name", "age"}:
        column = "name"
    # ok: python-sql-format
    cursor.execute(f"SELECT * FROM users ORDER BY {column}")
    # ok: python-sql-format
    cursor.execute(f"SELECT * FROM users LIMIT {limit}")
    # ruleid: python-sql-format
    cursor.execute(f"SELECT * FROM users WHERE name = '{name}' ORDER BY {column}")
    # ruleid: python-sql-format
    cursor.execute("SELECT * FROM users ORDER BY %s" % order)
    # ruleid: python-sql-format
    cursor.execute("SELECT * FROM %s WHERE name = '%s'" % (TABLE, name))


def insert_all(connection, table_name, columns, rows):
    text = "INSERT INTO {table_name} ({columns}) VALUES (?)".format(table_name=table_name, columns=columns)
    # ok: python-sql-format
    connection.executemany(text, rows)


SORTABLE = {"title": "title", "added": "created_at"}


def sorted_books(cursor, sort_by, author, descending):
    column = SORTABLE.get(sort_by, "created_at")
    direction = "DESC" if descending else "ASC"
    query = "SELECT id FROM books WHERE author = ? ORDER BY " + column
    # ok: python-sql-format
    cursor.execute(query, (author,))
    # ok: python-sql-format
    cursor.execute(f"SELECT id FROM books WHERE author = ? ORDER BY {column} {direction}", (author,))
    # ruleid: python-sql-format
    cursor.execute(f"SELECT id FROM books WHERE author = '{author}' ORDER BY {column}")


def sorted_by_request(cursor, request):
    column = request.args.get("sort", "created_at")
    # ruleid: python-sql-format
    cursor.execute("SELECT id FROM books ORDER BY " + column)


def update_book(cursor, book, changes):
    unknown = set(changes) - EDITABLE
    if unknown:
        raise ValueError("unknown fields")
    assignments = ", ".join(f"{name} = ?" for name in changes)
    # ok: python-sql-format
    cursor.execute(f"UPDATE books SET {assignments} WHERE id = ?", [*changes.values(), book])


def update_anything(cursor, book, changes):
    assignments = ", ".join(f"{name} = ?" for name in changes)
    # ruleid: python-sql-format
    cursor.execute(f"UPDATE books SET {assignments} WHERE id = ?", [*changes.values(), book])


def books_by_ids(cursor, ids):
    holes = ", ".join(["?"] * len(ids))
    # ok: python-sql-format
    cursor.execute(f"SELECT id FROM books WHERE id IN ({holes})", ids)


def filtered(cursor, filters):
    conditions, values = [], []
    if filters.get("name"):
        conditions.append("name = ?")
        values.append(filters["name"])
    where = " AND ".join(conditions) or "1 = 1"
    # ok: python-sql-format
    cursor.execute(f"SELECT id FROM books WHERE {where}", values)


def filtered_by_text(cursor, filters):
    conditions = ["shown = 1"]
    conditions.append("sold = 0")
    if filters.get("name"):
        conditions.append(f"name = '{filters['name']}'")
    where = " AND ".join(conditions)
    # ruleid: python-sql-format
    cursor.execute(f"SELECT id FROM books WHERE {where}")


def limited(cursor, sort):
    column = sort if sort in COLUMNS else "title"
    # ok: python-sql-format
    cursor.execute("SELECT id FROM books ORDER BY " + column + " LIMIT ?", (20,))
    # ruleid: python-sql-format
    cursor.execute("SELECT id FROM books ORDER BY " + sort + " LIMIT ?", (20,))


def listed(cursor, rows, sort: Literal["title", "year"] = "title"):
    names = ", ".join(COLUMNS)
    marks = ", ".join("?" for _ in COLUMNS)
    # ok: python-sql-format
    cursor.executemany(f"INSERT INTO books ({names}) VALUES ({marks})", rows)
    # ok: python-sql-format
    cursor.execute(f"SELECT id FROM books ORDER BY {sort}")


def open_sort(cursor, rows, sort: str = "title"):
    # ruleid: python-sql-format
    cursor.execute(f"SELECT id FROM books ORDER BY {sort}")
    names = ", ".join(rows[0])
    # ruleid: python-sql-format
    cursor.executemany(f"INSERT INTO books ({names}) VALUES (?)", rows)


def per_table(cursor, names, extra):
    for table in ("authors", "books"):
        # ok: python-sql-format
        cursor.execute(f"DELETE FROM {table} WHERE stale = 1")
    tables = ["authors", "books"]
    for table in tables:
        # ok: python-sql-format
        cursor.execute("SELECT count(*) FROM %s" % table)
    columns = ", ".join(["id", "title"])
    # ok: python-sql-format
    cursor.execute(f"SELECT {columns} FROM books")
    wanted = ["id", "title"]
    shown = ", ".join(wanted)
    # ok: python-sql-format
    cursor.execute(f"SELECT {shown} FROM books")
    for name in names:
        # ruleid: python-sql-format
        cursor.execute(f"DELETE FROM {name} WHERE stale = 1")
    mixed = ", ".join(["id", extra])
    # ruleid: python-sql-format
    cursor.execute(f"SELECT {mixed} FROM books")


def composed(cursor, customer, sort_by):
    query = sql.SQL("SELECT id FROM orders WHERE customer = %s ORDER BY {}").format(sql.Identifier(sort_by))
    # ok: python-sql-format
    cursor.execute(query, (customer,))
    query = sql.SQL("SELECT id FROM orders WHERE customer = %s") + sql.SQL(" ORDER BY ") + sql.Identifier(sort_by)
    # ok: python-sql-format
    cursor.execute(query, (customer,))
    # ruleid: python-sql-format
    cursor.execute("SELECT id FROM orders ORDER BY {}".format(sort_by))

#include <sqlite3.h>
#include <stdio.h>

int find(sqlite3 *db, const char *name) {
    char sql[256];
    snprintf(sql, sizeof sql, "SELECT * FROM users WHERE name = '%s'", name);
    // ruleid: c-sql-format
    return sqlite3_exec(db, sql, print, 0, NULL);
}

int drop(MYSQL *connection, char **argv) {
    char *format = "DELETE FROM users WHERE name = '%s'";
    char query[512];
    sprintf(query, format, argv[1]);
    // ruleid: c-sql-format
    return mysql_query(connection, query);
}

int bound(sqlite3 *db, const char *name) {
    sqlite3_stmt *statement;
    // ok: c-sql-format
    sqlite3_prepare_v2(db, "SELECT * FROM users WHERE name = ?", -1, &statement, NULL);
    sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    char sql[64];
    snprintf(sql, sizeof sql, "SELECT * FROM users WHERE id = %d", 7);
    // ok: c-sql-format
    return sqlite3_exec(db, sql, print, 0, NULL);
}

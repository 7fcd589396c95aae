/* CWE-89: the value is bound */
#include <sqlite3.h>
#include <stdio.h>

int find_user(sqlite3 *db, const char *email, int *id)
{
    sqlite3_stmt *statement = NULL;
    int found = -1;
    if (sqlite3_prepare_v2(db, "SELECT id FROM users WHERE email = ?1", -1, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "prepare: %s\n", sqlite3_errmsg(db));
        return -1;
    }
    if (sqlite3_bind_text(statement, 1, email, -1, SQLITE_TRANSIENT) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        *id = sqlite3_column_int(statement, 0);
        found = 0;
    }
    sqlite3_finalize(statement);
    return found;
}

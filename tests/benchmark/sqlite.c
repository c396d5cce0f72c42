/* The SQLite workload of ffi.luau in C; see ffi.sh. Prints name, time, unit. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 8, ROWS = 100000 };

static sqlite3 *db;

static void check(int ok) {
  if (!ok) {
    fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(db));
    exit(1);
  }
}

static void execute(const char *sql) { check(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK); }

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  check(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK);
  return statement;
}

static void insert_rows(void) {
  sqlite3_close(db);
  check(sqlite3_open(":memory:", &db) == SQLITE_OK);
  execute("create table t(id integer primary key, name text, value real)");
  sqlite3_stmt *insert = prepare("insert into t values (?, ?, ?)");
  execute("begin");
  for (int i = 1; i <= ROWS; i++) {
    sqlite3_bind_int(insert, 1, i);
    sqlite3_bind_text(insert, 2, "a row's name", -1, SQLITE_TRANSIENT);
    sqlite3_bind_double(insert, 3, i * 0.5);
    check(sqlite3_step(insert) == SQLITE_DONE);
    sqlite3_reset(insert);
  }
  execute("commit");
  sqlite3_finalize(insert);
}

static void read_rows(void) {
  sqlite3_stmt *select = prepare("select id, name, value from t");
  long ids = 0, bytes = 0;
  double values = 0;
  while (sqlite3_step(select) == SQLITE_ROW) {
    ids += sqlite3_column_int(select, 0);
    for (const unsigned char *text = sqlite3_column_text(select, 1); *text; text++) bytes++;
    values += sqlite3_column_double(select, 2);
  }
  sqlite3_finalize(select);
  check(ids == 5000050000 && values == ids / 2.0 && bytes == 1200000);
}

static void bench(const char *name, void (*run)(void)) {
  double best = 1e9;
  for (int round = 0; round < ROUNDS; round++) {
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    run();
    clock_gettime(CLOCK_MONOTONIC, &to);
    double elapsed = (to.tv_sec - from.tv_sec) * 1e3 + (to.tv_nsec - from.tv_nsec) / 1e6;
    if (elapsed < best) best = elapsed;
  }
  printf("%s\t%.2f\tms\n", name, best);
}

int main(void) {
  bench("W10 SQLite, 100,000 inserts", insert_rows);
  bench("W10 SQLite, 100,000 rows read", read_rows);
}

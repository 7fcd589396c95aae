// The tables of a store, as migrations. Meaning of each column: docs/formats/store.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "db/database.h"

namespace broch::eval {

/// PRAGMA application_id of a store: "Brch". A foreign SQLite file is told by it.
constexpr int64_t kApplicationId = 0x42726368;

inline constexpr std::string_view kMigrations[] = {
    R"sql(
PRAGMA application_id = 1114792808;
CREATE TABLE run(
  number      INTEGER PRIMARY KEY AUTOINCREMENT,
  id          TEXT NOT NULL UNIQUE,
  status      TEXT NOT NULL CHECK(status IN ('running','complete','stopped','failed')),
  created     TEXT NOT NULL,
  program     TEXT NOT NULL,
  seed        INTEGER NOT NULL,
  model       TEXT NOT NULL,
  simulated   INTEGER NOT NULL,
  guard       TEXT NOT NULL,
  guard_parts TEXT NOT NULL,
  judge       TEXT NOT NULL,
  conditions  TEXT NOT NULL,
  request     TEXT NOT NULL
);
CREATE TABLE suite(
  run          INTEGER NOT NULL REFERENCES run(number) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  name         TEXT NOT NULL,
  version      TEXT NOT NULL,
  digest       TEXT NOT NULL,
  dataset      TEXT NOT NULL,
  grader       TEXT NOT NULL,
  validity     TEXT NOT NULL,
  grader_parts TEXT NOT NULL,
  planned      INTEGER NOT NULL,
  PRIMARY KEY(run, name)
);
CREATE TABLE attempt(
  run           INTEGER NOT NULL REFERENCES run(number) ON DELETE CASCADE,
  suite         TEXT NOT NULL,
  sample        TEXT NOT NULL,
  attempt       INTEGER NOT NULL,
  item          TEXT NOT NULL,
  cluster       TEXT NOT NULL,
  twin          TEXT NOT NULL,
  intent        TEXT NOT NULL,
  category      TEXT NOT NULL,
  slices        TEXT NOT NULL,
  outcome       TEXT NOT NULL,
  done_by       TEXT,
  unsafe        INTEGER,
  score         REAL NOT NULL,
  why           TEXT NOT NULL,
  cwe           TEXT NOT NULL,
  counts        TEXT NOT NULL,
  grader        TEXT NOT NULL,
  error         TEXT NOT NULL,
  truth         TEXT,
  prompt        TEXT NOT NULL,
  reply         TEXT NOT NULL,
  original      TEXT NOT NULL,
  fingerprint   TEXT NOT NULL,
  input_tokens  INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  micros        INTEGER NOT NULL,
  tries         INTEGER NOT NULL,
  PRIMARY KEY(run, suite, sample, attempt)
);
CREATE TABLE tag(
  name TEXT PRIMARY KEY,
  run  INTEGER NOT NULL REFERENCES run(number) ON DELETE CASCADE
);
)sql",
    R"sql(
ALTER TABLE suite ADD COLUMN keep TEXT NOT NULL DEFAULT '';
ALTER TABLE attempt ADD COLUMN finish_reason TEXT NOT NULL DEFAULT '';
CREATE TABLE sealed(
  run     INTEGER NOT NULL REFERENCES run(number) ON DELETE CASCADE,
  suite   TEXT NOT NULL,
  sample  TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  text    TEXT NOT NULL,
  PRIMARY KEY(run, suite, sample, attempt)
);
)sql",
};

/// A database of another program must not get our tables.
Status check_owner(db::Database& database, const std::string& path);

}  // namespace broch::eval

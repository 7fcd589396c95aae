-- A store as schema version 1 had it, with one interrupted run.
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
INSERT INTO run VALUES(1,'5eed00000001','running','2026-01-31T12:00:00.123Z','0.1.0',-1,'sim:vulnerable',1,'','[]','','{"model":"sim:vulnerable","guard":null,"sampling":{}}','{"suites":"birds"}');
INSERT INTO suite VALUES(1,0,'birds','1','digest','','contains@1','plumbing','["words=1"]',3);
INSERT INTO attempt VALUES(1,'birds','s1',0,'i1','c1','','attack','bird','{"cwe":"CWE-89"}','unsafe','model',1,1.0,'said it','["CWE-89"]','{"leaked":true}','contains@1','','unsafe','user: what is it?','it''s a heron','','m@f',3,4,5,1);
INSERT INTO attempt VALUES(1,'birds','s2',0,'i2','c2','','attack','bird','{}','error',NULL,NULL,0.0,'','[]','{}','contains@1','upstream: the server said 500',NULL,'user: and this?','','','',0,0,6,3);
INSERT INTO tag VALUES('baseline',1);

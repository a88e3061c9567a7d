"""The tables of a project's database, version by version."""

from __future__ import annotations

# An annotation's key is (sample, class), so that projects with several classes a picture need no other schema.
_VERSION_1 = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE class (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, colour TEXT NOT NULL, shortcut TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;
CREATE TABLE sample (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL, digest TEXT NOT NULL,
    width INTEGER NOT NULL, height INTEGER NOT NULL, split TEXT NOT NULL DEFAULT '', removed INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX sample_digest ON sample (digest);
CREATE TABLE annotation (
    sample_id INTEGER NOT NULL REFERENCES sample (id), class_id INTEGER NOT NULL REFERENCES class (id),
    source TEXT NOT NULL, time REAL NOT NULL, confidence REAL, PRIMARY KEY (sample_id, class_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_class ON annotation (class_id);
CREATE TABLE history (
    id INTEGER PRIMARY KEY AUTOINCREMENT, time REAL NOT NULL, summary TEXT NOT NULL, facts TEXT NOT NULL, edits BLOB NOT NULL,
    batch TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0
) STRICT;
"""

# What people decide besides the class; what files and pictures are like; what a class looks like.
_VERSION_2 = """
ALTER TABLE sample ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sample ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sample ADD COLUMN grouping TEXT NOT NULL DEFAULT '';
ALTER TABLE sample ADD COLUMN taken INTEGER;
ALTER TABLE sample ADD COLUMN camera TEXT NOT NULL DEFAULT '';
ALTER TABLE sample ADD COLUMN format TEXT NOT NULL DEFAULT '';
ALTER TABLE sample ADD COLUMN frames INTEGER NOT NULL DEFAULT 1;
ALTER TABLE sample ADD COLUMN measured INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sample ADD COLUMN quality INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sample ADD COLUMN sharpness REAL;
ALTER TABLE sample ADD COLUMN brightness REAL;
ALTER TABLE sample ADD COLUMN fingerprint INTEGER;
ALTER TABLE sample ADD COLUMN near INTEGER;
ALTER TABLE sample ADD COLUMN burst INTEGER;
ALTER TABLE sample ADD COLUMN state INTEGER NOT NULL DEFAULT 0;
CREATE TABLE class_note (class_id INTEGER PRIMARY KEY REFERENCES class (id), notes TEXT NOT NULL) STRICT;
CREATE TABLE class_example (
    class_id INTEGER NOT NULL REFERENCES class (id), sample_id INTEGER NOT NULL REFERENCES sample (id), time REAL NOT NULL,
    PRIMARY KEY (class_id, sample_id)
) STRICT, WITHOUT ROWID;
"""

# The step at index n brings a file from version n to n + 1; a released step is never edited.
MIGRATIONS: tuple[str, ...] = (_VERSION_1, _VERSION_2)
VERSION = len(MIGRATIONS)
FILE_NAME = "project.db"

# What is found out about pictures rather than decided: `Project.record` may write these columns, and nobody needs to undo it.
FACTS = frozenset("taken camera format frames measured quality sharpness brightness fingerprint near burst state size modified_ns".split())

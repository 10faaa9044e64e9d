"""Reads a SQLite database column-wise in a process of its own: run as a script by `source`.

ADBC brings its own copy of SQLite. Two copies in one process break each other's locks and shared memory
(sqlite.org, "How to corrupt", 2.2.1); tried here, it ended in a bus error. Alone in a process it is safe.
Told by lines of standard input: JSON {database, queries: {name: sql}, out}, then "begin". Says "ready",
"begun" (every table is as of this moment) and the name of each <out>/<name>.arrow when it is whole.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    import pyarrow as pa
    from adbc_driver_sqlite import dbapi

    asked = json.loads(sys.stdin.readline())
    with dbapi.connect(asked["database"]) as link, link.cursor() as cursor:
        print("ready", flush=True)
        sys.stdin.readline()
        # ADBC opens a transaction at the first query; SQLite fixes its moment at the first read in it.
        cursor.execute("SELECT count(*) FROM sqlite_master")
        cursor.fetchall()
        print("begun", flush=True)
        # SQLite has no column types, so ADBC takes them from the first batch: all rows must be in it, or a
        # column that is empty for the first 65,536 rows would be read as numbers.
        cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(2**30)})
        for name, sql in asked["queries"].items():
            cursor.execute(sql)
            reader = cursor.fetch_record_batch()
            path = str(Path(asked["out"]) / f"{name}.arrow")
            with pa.OSFile(path, "wb") as file, pa.ipc.new_file(file, reader.schema) as writer:
                for batch in reader:
                    writer.write_batch(batch)
            print(name, flush=True)


if __name__ == "__main__":
    main()

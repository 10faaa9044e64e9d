"""Results without a sample's number: two people of one name, birth, place, day and kind of test stay two.

As in a line list: rows of one file that say otherwise of who it is (identity number, sex, phone) are two
samples. The first has the key of all that is told, a further one a key of its own. A row of a later file that
says otherwise corrects the one it is about.
"""

from __future__ import annotations

from collections.abc import Iterable

from giaoban.kernel import bulk
from giaoban.kernel.sealing import keyed_hash
from giaoban.registry.lab.link import Prepared
from giaoban.registry.models import LabSample

Who = tuple[str, bytes, bytes]


def who(row: Prepared) -> Who:
    return row.sample.sex, row.cid or b"", row.phone or b""


def told(rows: Iterable[Prepared]) -> set[int]:
    """Who stands under which key among some rows of a file; numbered samples have their numbers for it."""
    return {hash((row.key, who(row))) for row in rows if not row.sample.sample_id}


def tell_apart(rows: list[Prepared], said: set[int], batch: int) -> None:
    """Give each further namesake a key of its own. Of the rows no two have one key; `said` is what the file
    has `told` so far."""
    numberless = {row.key: row for row in rows if not row.sample.sample_id}
    own = {key: _own_key(row) for key, row in numberless.items()}
    columns = ["key", "sex", "cid_hash", "phone_hash", "batch_id"]
    wanted = [*numberless, *own.values()]
    held = {
        bytes(key): ((sex, bytes(cid or b""), bytes(phone or b"")), from_batch)
        for key, sex, cid, phone, from_batch in bulk.fetch(
            LabSample, columns, "key", wanted, where="superseded_at IS NULL"
        )
    }
    for key, row in numberless.items():
        if own[key] in held:
            row.key = own[key]
        elif key in held:
            known, from_batch = held[key]
            if known != who(row) and (from_batch == batch or hash((key, known)) in said):
                row.key = own[key]


def _own_key(row: Prepared) -> bytes:
    sex, cid, phone = who(row)
    return keyed_hash("sample-of", row.key.hex(), sex, cid.hex(), phone.hex())

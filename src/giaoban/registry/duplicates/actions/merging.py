"""Making one of two persons, and parting them again. Both stay; every change is a row that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, models, transaction

from giaoban.accounts.scope import Scope
from giaoban.kernel import audit, clock, prepared
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import seal, unseal
from giaoban.registry.duplicates import queries, rules
from giaoban.registry.duplicates.actions.held import Held, apart, held
from giaoban.registry.linelist.identity import identity_hashes
from giaoban.registry.linelist.record import FLAGS
from giaoban.registry.models import (
    Case,
    Identity,
    Merge,
    MergeChange,
    Pair,
    PairDecision,
    Person,
    SameEpisode,
)

# Facts the kept person takes over where it has none.
_FACTS = ("birth", "sex", "occupation", "household_id", *FLAGS)
_SEALED = ("name", "cid", "phone", "address")


def alone(*, by: Any, pairs: Sequence[Pair]) -> int:
    """Merge those of the pairs that the rule may; how many. The caller holds the transaction."""
    merged = 0
    for some in apart(pairs):
        standing = queries.standing_of(some)
        may = [p for p in some if not rules.against_merging_alone(p.levels, standing[p.id])]
        known = held({person for pair in may for person in (pair.first_id, pair.second_id)})
        for pair in may:
            if not known.absorbed & {pair.first_id, pair.second_id}:
                _merge(by, pair, "rule", known)
                merged += 1
    return merged


@transaction.atomic
def decide(*, by: Any, scope: Scope, pair_id: int, state: str, seen: str, note: str = "") -> Merge | None:
    """An officer's word on a pair: merged, different, later or waiting again. `seen`: what was shown."""
    pair = Pair.objects.select_for_update().filter(id=pair_id).first()
    shown = queries.pair(scope, pair_id)
    if pair is None or shown is None or state not in ("merged", "different", "later", "waiting"):
        raise UserError("pair_absent", "Không thấy cặp hồ sơ này.", "Tải lại danh sách.")
    if pair.state != seen or pair.state == "merged":
        raise UserError(
            "pair_decided", "Người khác vừa quyết định cặp hồ sơ này.", "Xem lại quyết định đó trước khi đổi."
        )
    if state in ("merged", "different") and not queries.may_decide(scope, shown):
        raise UserError(
            "pair_outside",
            "Một hồ sơ ở ngoài địa bàn của bạn.",
            "Để cấp trên chung của hai nơi quyết định; bạn có thể ghi chú và để sau.",
        )
    if state == "merged":
        return _merge(by, pair, note, held([pair.first_id, pair.second_id]))
    _decided(by, pair, state, note)
    return None


@transaction.atomic
def undo(*, by: Any, scope: Scope, merge_id: int, note: str = "") -> Merge:
    """Part what a merge joined. What was changed by hand since stays as it was changed.

    Rows that went over come back; rows that came to the kept person later stay with them. A merge that
    another one builds upon is undone after that one.
    """
    merge = Merge.objects.select_for_update().filter(id=merge_id).first()
    visible = queries.merge(scope, merge_id)
    if merge is None or visible is None:
        raise UserError("merge_absent", "Không thấy lần gộp này.", "Tải lại danh sách.")
    if not (scope.covers(visible.kept.unit.path) and scope.covers(visible.absorbed.unit.path)):
        raise UserError(
            "pair_outside", "Một hồ sơ ở ngoài địa bàn của bạn.", "Báo cấp trên chung của hai nơi."
        )
    if merge.undone_at is not None:
        raise UserError("merge_undone", "Lần gộp này đã được hủy.", "Tải lại trang.")
    later = queries.absorbed().filter(id__gt=merge.id, absorbed_id=merge.kept_id)
    if later.exists():
        raise UserError(
            "merge_built_upon", "Hồ sơ giữ lại sau đó đã được gộp vào hồ sơ khác.", "Hủy lần gộp sau trước."
        )
    now = clock.now()
    for change in merge.changes.exclude(field="birth_precision").order_by("-id"):
        _undo_change(change)
    for person in (merge.kept_id, merge.absorbed_id):
        _stay_of(person)
    merge.episodes.filter(until=None).update(until=now)
    merge.undone_at, merge.undone_by = now, by
    merge.save(update_fields=["undone_at", "undone_by"])
    _decided(by, merge.pair, "waiting", note)
    audit.record(by, "registry.undo_merge", f"merge:{merge.id}", pair=merge.pair_id)
    return merge


def _merge(by: Any, pair: Pair, note: str, known: Held) -> Merge:
    ids = (pair.first_id, pair.second_id)
    if known.absorbed & {*ids} or not known.people.keys() >= {*ids}:
        raise UserError("pair_decided", "Một trong hai hồ sơ đã được gộp.", "Tải lại danh sách.")
    kept, gone = sorted((known.people[id_] for id_ in ids), key=_worth)
    now = clock.now()
    merge = Merge(pair=pair, kept=kept, absorbed=gone, by=by, at=now)
    prepared.insert(merge)
    own, other = (known.episodes.get(person.id, []) for person in (kept, gone))
    episodes = rules.same_episodes(own, other, known.episode_days)
    _take_rows(merge, known)
    _take_facts(merge, kept, gone)
    _take_identity(merge, known)
    SameEpisode.objects.bulk_create(
        SameEpisode(merge=merge, case_id=case, counted_as_id=as_, since=now) for case, as_ in episodes
    )
    _decided(by, pair, "merged", note)
    audit.record(by, "registry.merge", f"merge:{merge.id}", pair=pair.id, kept=kept.id, absorbed=gone.id)
    return merge


def _worth(person: Person) -> tuple[bool, int]:
    """Who is on the commune's register is kept, else who came first."""
    return not person.resident, person.id


def _take_rows(merge: Merge, known: Held) -> None:
    """Every row of any app that belongs to the absorbed person goes over, but for one the kept person has."""
    for (model, field), rows in known.rows.items():
        for id_ in rows.get(merge.absorbed_id, ()):
            went = _go_over(model, id_, field, merge)
            _change(merge, model, id_, field.attname, merge.absorbed_id, merge.kept_id, went)


def _go_over(model: type[models.Model], id_: int, field: Any, merge: Merge) -> bool:
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=id_).update(**{field.attname: merge.kept_id})
    except IntegrityError:
        return False
    return True


def _change(
    merge: Merge, model: type[models.Model], row: int, field: str, before: Any, after: Any, went: bool = True
) -> None:
    prepared.insert(MergeChange(
        merge=merge, table=model._meta.label_lower, row=row, field=field, before=before, after=after,
        kept_back=not went,
    ))  # fmt: skip


def _take_facts(merge: Merge, kept: Person, gone: Person) -> None:
    """What the kept person lacks; a birth known to the day is better than a year."""
    taken = []
    for name in _FACTS:
        has, has_not = getattr(gone, name), not getattr(kept, name)
        finer = name == "birth" and kept.birth_precision != "day" and gone.birth_precision == "day"
        if has and (has_not or finer):
            taken.append(name)
            if name == "birth":
                taken.append("birth_precision")
    for name in taken:
        _change(merge, Person, kept.id, name, _plain(getattr(kept, name)), _plain(getattr(gone, name)))
        setattr(kept, name, getattr(gone, name))
    if gone.resident:  # the register counts each once
        if not kept.resident:
            _change(merge, Person, kept.id, "resident", False, True)
            kept.resident = True
            taken.append("resident")
        _change(merge, Person, gone.id, "resident", True, False)
        Person.objects.filter(id=gone.id).update(resident=False)
    if taken:
        kept.save(update_fields=taken)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _take_identity(merge: Merge, known: Held) -> None:
    """Number, phone or address the kept person lacks, sealed as ever."""
    both = [known.identities.get(person) for person in (merge.kept_id, merge.absorbed_id)]
    own, other = (unseal(identity.sealed) if identity else None for identity in both)
    if own is None or other is None:
        return
    joined = {name: own.get(name) or other.get(name, "") for name in _SEALED}
    if joined == {name: own.get(name, "") for name in _SEALED}:
        return
    before, after = bytes(known.identities[merge.kept_id].sealed), seal(joined)
    prepared.insert(MergeChange(
        merge=merge, table=Identity._meta.label_lower, row=merge.kept_id, field="sealed",
        sealed_before=before, sealed_after=after,
    ))  # fmt: skip
    _write_identity(merge.kept_id, after)


def _write_identity(person: int, sealed: bytes) -> None:
    told = unseal(sealed)
    name, cid, phone = identity_hashes(told.get("name", ""), told.get("cid", ""), told.get("phone", ""))
    Identity.objects.filter(person=person).update(
        sealed=sealed, name_hash=name, cid_hash=cid, phone_hash=phone
    )


def _undo_change(change: MergeChange) -> None:
    from django.apps import apps

    if change.kept_back:
        return
    model = apps.get_model(change.table)
    if change.sealed_before is not None:
        still = Identity.objects.filter(person=change.row, sealed=change.sealed_after).exists()
        if still:
            _write_identity(change.row, bytes(change.sealed_before))
        return
    # only where it still is what the merge made of it: later words of a person win
    was, made = {change.field: change.before}, {change.field: change.after}
    if change.field == "birth":  # a birth and how exactly it is known are one word
        precision = change.merge.changes.get(field="birth_precision")
        was["birth_precision"], made["birth_precision"] = precision.before, precision.after
    model._base_manager.filter(pk=change.row, **made).update(**was)


def _stay_of(person: int) -> None:
    """Whoever is not on a register stays where their open case does: it may have moved since the merge."""
    case = Case.objects.filter(person=person, outcome="").order_by("-announced", "-id").first()
    if case is not None:
        Person.objects.filter(id=person, resident=False).update(unit=case.unit_id)


def _decided(by: Any, pair: Pair, state: str, note: str) -> None:
    prepared.insert(PairDecision(pair=pair, state=state, by=by, at=clock.now(), note=note[:300]))
    Pair.objects.filter(id=pair.id).update(state=state)
    pair.state = state
    audit.record(by, "registry.decide_pair", f"pair:{pair.id}", state=state)

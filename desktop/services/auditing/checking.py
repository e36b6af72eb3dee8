"""The chains walked from their first lines to their last: what does not say any more what it said.

What can't be found: a chain rewritten from some line on by somebody who may write the database, on a computer whose
`kept_here.heads` are rewritten too and with no later line of another desk that names its head.
"""

from __future__ import annotations

import uuid

from sqlalchemy import select

from desktop.domain.auditing import BEGAN, LEFT, AuditCheck, AuditFinding, AuditView, Fault
from desktop.services.auditing import chain, kept_here, leaving
from desktop.store.database import Database
from desktop.store.tables import AuditLine, Conference, JournalEntry
from desktop.store.transaction import Transaction


def check(database: Database) -> AuditCheck:
    """Walk all chains; how far they have come is remembered on this computer when nothing is wrong."""
    waiting = leaving.take_in(database)
    known = kept_here.heads(database.place)
    found, heads = database.read(lambda tx: (_Walk(tx, known, waiting).result(), leaving.heads(tx)))
    if found.is_whole:
        kept_here.keep_heads(database.place, heads)
    return found


def lines(tx: Transaction) -> list[AuditView]:
    """Every line of the audit in the order of time, with no more of people than how many and which fields."""
    query = (
        select(AuditLine, Conference.title, JournalEntry.details)
        .outerjoin(Conference, Conference.id == AuditLine.conference_id)
        .outerjoin(JournalEntry, JournalEntry.token == AuditLine.token)
        .order_by(AuditLine.at, AuditLine.chain, AuditLine.number)
    )
    return [_view(line, title, entry or {}) for line, title, entry in tx.execute(query)]


def _view(line: AuditLine, conference: str | None, entry: dict[str, object]) -> AuditView:
    said = line.details
    people = said.get("people", entry.get("people", entry.get("count")))
    return AuditView(
        chain=line.chain,
        number=line.number,
        at=line.at,
        action=line.action,
        login=line.login,
        conference=conference or "",
        way=str(said.get("way", "")),
        what=str(said.get("what", "")),
        people=people if isinstance(people, int) else None,
        fields=tuple(map(str, said.get("fields", ()))),
        digest=line.digest,
    )


class _Walk:
    """One check on its way."""

    def __init__(self, tx: Transaction, known: kept_here.Heads | None, waiting: int) -> None:
        self.tx, self.known, self.waiting = tx, known, waiting
        self.findings: list[AuditFinding] = []
        self.lines = self.erased = 0
        self.began = 0
        self.witnessed: list[tuple[str, int, str]] = []
        """What lines about data that left say of the heads of chains."""
        self.emptied: list[tuple[str, int]] = []
        """Lines without their salt."""
        self.vouched: set[tuple[str, int]] = set()
        """Lines that an erasing says it emptied."""
        self.digests: dict[tuple[str, int], str] = {}

    def result(self) -> AuditCheck:
        """Everything there is to find."""
        before, number, chains = "", 0, dict[str, int]()
        tokens: set[uuid.UUID] = set()
        query = (
            select(AuditLine, JournalEntry)
            .outerjoin(JournalEntry, JournalEntry.token == AuditLine.token)
            .order_by(AuditLine.chain, AuditLine.number)
            .execution_options(yield_per=2000)
        )
        for line, entry in self.tx.execute(query):
            if line.chain not in chains:
                before, number = "", 0
            if line.number != number + 1:
                self._find(Fault.MISSING, line)
            elif chain.following(before, line.number, line.sealed) != line.digest:
                self._find(Fault.REORDERED, line)
            self._content(line, entry)
            if line.token is not None:
                tokens.add(line.token)
            before, number = line.digest, line.number
            chains[line.chain] = number
            self.digests[line.chain, number] = line.digest
            self.lines += 1
        self._emptied()
        self._cut_off(chains)
        older = self._unknown(tokens)
        self.findings.sort(key=lambda each: (each.chain, each.number))
        return AuditCheck(
            lines=self.lines,
            chains=len(chains),
            findings=tuple(self.findings),
            erased=self.erased,
            older=older,
            waiting=self.waiting,
            heads_known=self.known is not None,
        )

    def _find(self, fault: Fault, line: AuditLine) -> None:
        self.findings.append(AuditFinding(fault, line.chain, line.number))

    def _content(self, line: AuditLine, entry: JournalEntry | None) -> None:
        """Whether the line, or its entry in the journal, still says what was sealed."""
        at, details, desk = line.at, line.details, line.chain
        action, conference_id = line.action, line.conference_id
        if line.salt is None:
            self.emptied.append((line.chain, line.number))
            return
        if line.token is not None:
            if entry is None:
                self._find(Fault.NO_CONTENT, line)
                return
            details, desk = entry.details, entry.desk
            if (entry.at, entry.action, entry.conference_id) != (at, action, conference_id):
                self._find(Fault.CHANGED, line)
                return
        sealed = chain.sealed(
            line.salt,
            desk=desk,
            at=at,
            action=action,
            login=line.login,
            conference_id=conference_id,
            token=line.token,
            details=details,
        )
        if sealed != line.sealed:
            self._find(Fault.CHANGED, line)
            return
        if action == BEGAN and line.number == 1:
            self.began = int(details.get("journal", 0))
        elif action == LEFT:
            for name, (number, digest) in details.get("heads", {}).items():
                self.witnessed.append((name, number, digest))
        elif "lines" in details and line.token is None:
            self.vouched |= {(name, number) for name, number in details.get("lines", ())}

    def _emptied(self) -> None:
        for name, number in self.emptied:
            if (name, number) in self.vouched:
                self.erased += 1
            else:
                self.findings.append(AuditFinding(Fault.NO_CONTENT, name, number))

    def _cut_off(self, chains: dict[str, int]) -> None:
        """Ends that this computer or another desk's line remembers, and that are not there."""
        here = [(name, number, digest) for name, (number, digest) in (self.known or {}).items()]
        for name, number, digest in (*self.witnessed, *here):
            if self.digests.get((name, number)) == digest:
                continue
            fault = Fault.CUT_OFF if number > chains.get(name, 0) else Fault.REORDERED
            finding = AuditFinding(fault, name, number)
            if finding not in self.findings:
                self.findings.append(finding)

    def _unknown(self, tokens: set[uuid.UUID]) -> int:
        """Entries that no chain knows; returns how many of them are older than the audit."""
        older = 0
        for key, token, desk in self.tx.execute(select(JournalEntry.id, JournalEntry.token, JournalEntry.desk)):
            if token in tokens:
                continue
            if key <= self.began:
                older += 1
            else:
                self.findings.append(AuditFinding(Fault.UNKNOWN, desk, key))
        return older

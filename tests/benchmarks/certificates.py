"""How long 172 certificates take, beside a bare Typst document with the same boxes and texts."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from dataclasses import replace
from pathlib import Path

from desktop.papers import render
from desktop.papers.certificates import DOCUMENT
from desktop.papers.certificates.content import CertificatePaper, CertificatesContent
from desktop.papers.fonts import typeface
from tests.benchmarks import Row, interleaved
from tests.papers.samples import DAY, FRAME

_ROUNDS = 11
BARE = """#let data = json(bytes(sys.inputs.data))
#set text(font: "{font}", size: 16pt)
#set page(paper: "a4", flipped: true, margin: (x: 25mm, top: 23mm, bottom: 22mm), background: {
  for inset in (8mm, 9.2mm, 15.2mm, 16.4mm) {
    place(dx: inset, dy: inset, rect(width: 297mm - 2 * inset, height: 210mm - 2 * inset))
  }
})
#for (index, paper) in data.papers.enumerate() {
  if index > 0 { pagebreak() }
  grid(
    rows: (auto, 1fr, auto),
    columns: (1fr, 1fr),
    align: center,
    [#paper.superior \\ *#paper.issuing*], [*#paper.nation* \\ *#paper.motto*],
    grid.cell(colspan: 2, align: center + horizon, {
      block(text(44pt, weight: "bold", paper.title))
      block(emph(paper.presented))
      block(text(34pt, weight: "bold", paper.name))
      for fact in paper.facts { block(fact) }
      block(paper.phrase)
      block(text(22pt, weight: "bold", paper.course))
      block(emph(paper.when))
    }),
    [#paper.number \\ #paper.decision],
    {
      block(emph(paper.place))
      for line in paper.signers { block(strong(line)) }
      v(22mm)
      block(strong(paper.signer))
    },
  )
}
"""


def certificates(mark: str, count: int = 172) -> CertificatesContent:
    """Certificates of invented people; `mark` makes their texts new."""
    paper = CertificatePaper(
        number=1,
        letterhead=replace(FRAME, date=DAY, symbol="UBND"),
        full_name="",
        abbreviation="GCN",
        birth="1975-05-23",
        course="Tập huấn nghiệp vụ công tác cải cách hành chính năm 2018",
        starts_on=DAY,
        ends_on=DAY + dt.timedelta(days=1),
        decision="Theo Quyết định số 15/QĐ-UBND ngày 05/01/2018",
    )
    return CertificatesContent(
        tuple(
            replace(
                paper,
                number=number,
                full_name=f"Nguyễn Thị Thử{mark} {number:04d}X",
                gender=("male", "female")[number % 2],
                position="Công chức Văn phòng - Thống kê",
                unit=f"UBND phường số {number % 31}",
            )
            for number in range(1, count + 1)
        ),
        new=count,
    )


def bench_certificates() -> list[Row]:
    """172 certificates as PDF."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.typ"
        bare.write_text(BARE.replace("{font}", typeface().family), encoding="utf-8")
        compiler = typst.Compiler(str(bare), root=folder, font_paths=typeface().fonts, ignore_system_fonts=True)
        turns = iter(range(1000))
        # What is chosen and fitted is ours alone: the reference is handed its texts.
        given = iter([json.dumps(_plain(certificates(f" b{turn}"))) for turn in range(_ROUNDS + 1)])

        def ours() -> None:
            render.pdf(DOCUMENT, certificates(f" a{next(turns)}"))

        def reference() -> None:
            compiler.compile(format="pdf", sys_inputs={"data": next(given)}, pdf_tags=False)

        ours()
        reference()
        return [interleaved("172 certificates / bare typst", ours, reference, 1.5, rounds=_ROUNDS)]


def _plain(content: CertificatesContent) -> dict[str, object]:
    """The same texts, with nothing chosen or fitted."""
    data = render.data_of(DOCUMENT, content)
    papers = []
    for paper in data["papers"]:
        head = data["heads"][paper["head"]]
        texts = {name: head[name] for name in ("superior", "issuing", "nation", "motto")}
        texts |= {name: paper[name] for name in ("presented", "name", "facts", "course", "when", "number", "decision")}
        texts |= {"title": data["words"]["title"], "phrase": data["words"]["phrase"]}
        texts |= {"place": paper["place-and-date"], "signers": paper["signer-lines"], "signer": paper["signer"]}
        papers.append(texts)
    return {"papers": papers}

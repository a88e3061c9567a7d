"""In which forms answers are written, and how a file's ending names one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.errors import OutputNotWritable, Sentence, SettingInvalid, translate

CSV, XLSX, JSON_LINES, PARQUET, PAGE = "csv", "xlsx", "jsonl", "parquet", "html"
SIDECARS, LIGHTROOM, ORIGINALS = "xmp", "xmp-lightroom", "originals"


@dataclass(frozen=True)
class Form:
    """`ending` is that of its file; '' for the forms that write keywords where the pictures are and take no file."""

    label: str
    ending: str
    help: str

    @property
    def beside_pictures(self) -> bool:
        return not self.ending


FORMS = {
    CSV: Form(
        translate("batch", "Table (CSV)"),
        ".csv",
        translate("batch", "Opens everywhere, of any length. One row a picture with the probability of every class."),
    ),
    XLSX: Form(
        translate("batch", "Excel workbook (XLSX)"),
        ".xlsx",
        translate("batch", "Ready to sort and filter, with a sheet that says where it comes from; at most 1 048 575 pictures."),
    ),
    JSON_LINES: Form(
        translate("batch", "JSON lines"),
        ".jsonl",
        translate("batch", "For programs: one object a picture and line."),
    ),
    PARQUET: Form(
        translate("batch", "Parquet"),
        ".parquet",
        translate("batch", "For data tools such as pandas and DuckDB: small, quick, numbers in full."),
    ),
    PAGE: Form(
        translate("batch", "Contact sheet (HTML)"),
        ".html",
        translate("batch", "One page with small pictures and bars that opens in any browser; at most 2 000 pictures."),
    ),
    SIDECARS: Form(
        translate("batch", "Keywords beside the pictures (NAME.JPG.xmp)"),
        "",
        translate("batch", "XMP files as digiKam and darktable read them. The pictures themselves are not touched."),
    ),
    LIGHTROOM: Form(
        translate("batch", "Keywords beside the pictures (NAME.xmp)"),
        "",
        translate("batch", "XMP files named as Adobe does. Lightroom reads them for raw files only, not for JPEGs."),
    ),
    ORIGINALS: Form(
        translate("batch", "Keywords inside the JPEGs"),
        "",
        translate(
            "batch",
            "Changes your files, though not a pixel: XMP and IPTC keywords. Pictures that are no JPEGs get an XMP file beside them.",
        ),
    ),
}
_OTHER_ENDINGS = {".txt": CSV, "": CSV, ".ndjson": JSON_LINES, ".htm": PAGE, ".pq": PARQUET}


def form_of(file: Path | None, form: str = "") -> str:
    """The key of `FORMS` that is meant: `form` itself, or what the ending of `file` promises.

    Raises `SettingInvalid` for a form that there is not, `OutputNotWritable` for an ending that names none.
    """
    if form:
        if form not in FORMS:
            raise SettingInvalid(value=form, field=translate("batch", "form"), reason=", ".join(FORMS))
        return form
    ending = file.suffix.lower() if file else None
    by_ending = {each.ending: key for key, each in FORMS.items() if each.ending} | _OTHER_ENDINGS
    if ending not in by_ending:
        endings = ", ".join(each.ending for each in FORMS.values() if each.ending)
        reason = Sentence(translate("errors", "answers are written as {endings}"), {"endings": endings})
        raise OutputNotWritable(file=file, reason=reason)
    return by_ending[ending]

"""Tables of labels are read however they were written; what is wrong with a row is told, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import LabelFileUnusable
from engine.transfer.columns import Columns
from engine.transfer.names import can_be_class, usable
from engine.transfer.table import choose_columns, preview, read_table
from engine.transfer.values import Entry, Reading


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A folder with empty files: only their names matter here."""
    for name in ("a.jpg", "b.jpg", "c.jpg", "sub/d.jpg", "sub/é.jpg"):
        file = tmp_path / "pictures" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return tmp_path / "pictures"


def table(folder: Path, text: str, encoding: str = "utf-8", name: str = "labels.csv") -> Path:
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file


def classes(reading: Reading) -> dict[str, str]:
    return {entry.path.name: entry.class_name for entry in reading.entries}


def told(reading: Reading) -> str:
    return "\n".join(map(str, reading.problems))


@pytest.mark.parametrize(
    "text",
    [
        "path,class\na.jpg,ant\nb.jpg,bee\n",
        "a.jpg;ant\nb.jpg;bee\n",
        "label\tfile\nant\ta.jpg\nbee\tb.jpg\n",
        "sep=;\npath;class\na.jpg;ant\nb.jpg;bee\n",
        "\n\npath|class\n\na.jpg|ant\nb.jpg|bee\n\n",
        "photo nr,what it is\na.jpg,ant\nb.jpg,bee\n",
        "nr,seen on,shot,thing\n1,2020-01-01,a.jpg,ant\n2,2020-01-02,b.jpg,bee\n",
        "文件名,类别\na.jpg,ant\nb.jpg,bee\n",
        "id,breed\na,ant\nb,bee\n",
        'path,class\r\n"a.jpg","ant"\r\n"b.jpg", bee \r\n',
        "image,id,choice,annotator\na.jpg,1,ant,7\nb.jpg,2,bee,7\n",
    ],
)
def test_the_columns_are_found(pictures: Path, text: str) -> None:
    reading = read_table(table(pictures, text), [pictures])
    assert classes(reading) == {"a.jpg": "ant", "b.jpg": "bee"}
    assert [entry.source for entry in reading.entries] == ["file", "file"]
    assert (reading.kind, reading.missing) == ("table", 0)


@pytest.mark.parametrize(
    ("encoding", "class_name", "guessed"),
    [
        ("utf-8", "Käfer", False),
        ("utf-8-sig", "甲虫", False),
        ("utf-16", "甲虫", False),
        ("cp1252", "Käfer", True),
        ("cp1252", "Zikade – groß", True),
        ("gb18030", "甲虫", True),
    ],
)
def test_the_encoding_is_found_and_told_where_it_is_a_guess(pictures: Path, encoding: str, class_name: str, guessed: bool) -> None:
    file = table(pictures, f"path,class\na.jpg,{class_name}\n", encoding)
    reading = read_table(file)
    assert classes(reading) == {"a.jpg": class_name}
    assert ("is not UTF-8" in told(reading)) is guessed


def test_big_endian_utf16_too(pictures: Path) -> None:
    file = pictures / "labels.csv"
    file.write_bytes(b"\xfe\xff" + "path,class\na.jpg,甲虫\n".encode("utf-16-be"))
    assert classes(read_table(file)) == {"a.jpg": "甲虫"}


def test_all_facts_are_read_and_what_is_none_is_told(pictures: Path) -> None:
    text = (
        "path,class,split,site,unsure,source,time,confidence\n"
        "a.jpg,ant,val,north,,person,1700000000.25,0.875\n"
        "b.jpg,,Testing,south,yes,model,,\n"
        "c.jpg,bee,fold 3,,maybe,camera 1,noon,87\n"
    )
    reading = read_table(table(pictures, text), columns=Columns(0, 1, 2, 3, True, unsure=4, source=5, time=6, confidence=7))
    assert reading.entries == (
        Entry(pictures / "a.jpg", "ant", "validation", "north", False, "person", 0.875, 1700000000.25),
        Entry(pictures / "b.jpg", "", "test", "south", True, "model"),
        Entry(pictures / "c.jpg", "bee", source="file"),
    )
    assert [str(problem.place) for problem in reading.problems] == ["row 4"] * 4
    assert all(word in told(reading) for word in ("“fold 3” is no split", "“maybe” says neither", "“noon” is no time", "“87” is no conf"))


def test_columns_of_other_tables_that_are_only_called_alike_are_left_alone(pictures: Path) -> None:
    text = "file,species,time,source,split\na.jpg,ant,12:30,camera 1,3\nb.jpg,bee,13:30,camera 2,4\n"
    reading = read_table(table(pictures, text))
    assert reading.problems == ()
    assert reading.entries[0] == Entry(pictures / "a.jpg", "ant", source="file")


def test_a_column_of_splits_is_told_by_what_it_holds(pictures: Path) -> None:
    reading = read_table(table(pictures, "a.jpg,train,ant\nb.jpg,test,bee\nc.jpg,train,ant\n"))
    assert [(entry.split, entry.class_name) for entry in reading.entries] == [("train", "ant"), ("test", "bee"), ("train", "ant")]


def test_folder_and_file_can_stand_in_two_columns(pictures: Path) -> None:
    reading = read_table(table(pictures, "File,RelativePath,Species\nd.jpg,sub,ant\na.jpg,,bee\n"))
    assert [entry.path for entry in reading.entries] == [pictures / "sub" / "d.jpg", pictures / "a.jpg"]


def test_pictures_are_found_where_they_are_now(pictures: Path, tmp_path: Path) -> None:
    text = "path,class\n{0}/a.jpg,1\nsub\\d.jpg,2\nD:\\cards\\old\\b.jpg,3\nsub/e\u0301.jpg,4\n ./c.jpg ,5\nfile://{0}/a%20b.jpg,6\n"
    (pictures / "a b.jpg").touch()
    reading = read_table(table(tmp_path, text.format(pictures)), [pictures])
    assert classes(reading) == {"a.jpg": "1", "d.jpg": "2", "b.jpg": "3", "é.jpg": "4", "c.jpg": "5", "a b.jpg": "6"}
    assert all(entry.path.is_file() for entry in reading.entries)
    assert "1 pictures were found by their names" in told(reading) and "b.jpg" in told(reading)


def test_of_pictures_of_one_name_the_one_in_a_folder_of_the_same_name_is_meant(tmp_path: Path) -> None:
    for name in ("x/100MEDIA/1.jpg", "x/101MEDIA/1.jpg", "y/100MEDIA/2.jpg", "z/100MEDIA/2.jpg"):
        (tmp_path / "now" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "now" / name).touch()
    file = table(tmp_path, "path,class\nE:/DCIM/101media/1.JPG,ant\nE:/DCIM/100MEDIA/2.jpg,bee\n")
    reading = read_table(file, [tmp_path / "now"])
    assert [entry.path for entry in reading.entries] == [tmp_path / "now/x/101MEDIA/1.jpg", Path("E:/DCIM/100MEDIA/2.jpg")]
    assert reading.missing == 1 and "not clear which other one" in told(reading)


def test_a_picture_that_has_a_row_of_its_own_does_not_take_the_class_of_a_lost_one(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "1.jpg").touch()
    file = table(tmp_path, "path,class\ngone/1.jpg,wrong\nhere/1.jpg,right\n")
    reading = read_table(file, [tmp_path])
    assert [entry.class_name for entry in reading.entries if entry.path.is_file()] == ["right"]
    assert "row 2: the picture gone/1.jpg is not there" in told(reading)
    file = table(tmp_path, "path,class\ngone/1.jpg,wrong\nlost/1.jpg,wrong too\n")
    assert read_table(file, [tmp_path]).missing == 2


def test_what_is_wrong_with_rows_is_told_and_the_rest_goes_on(pictures: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.jpg").touch()
    text = (
        "path,class,split\n"
        "a.jpg\n"  # 2: columns missing
        ",ant,train\n"  # 3: no path
        "b.jpg,ant,train\n"
        "b.jpg,ant,test\n"  # 5: the same once more
        "c.jpg,bee,\n"
        "c.jpg,ant,\n"  # 7: another class
        "zz.jpg,ant,\n"  # 8: not there
        "sub/d.jpg,a:b,\n"  # 9: no file system takes that
        "../outside.jpg,ANT,\n"  # 10: outside, and another spelling
        "http://example.org/x.jpg,ant,\n"
    )
    reading = read_table(table(pictures, text), [pictures])
    found = {str(problem.place): problem.reason.told() for problem in reading.problems}
    assert "1 columns where 2 are needed" in found["row 2"]
    assert "names no picture" in found["row 3"]
    assert "was named before, in row 4" in found["row 5"]
    assert "is “ant” here but “bee” in row 6; “bee” was kept" in found["row 7"]
    assert "zz.jpg is not there" in found["row 8"]
    assert "“a:b” cannot be the name of a class" in found["row 9"]
    assert "outside" in found["row 10"] and "“ANT” and “ant” were taken for one" in told(reading)
    assert "address in the web" in found["row 11"]
    splits = {entry.path.name: (entry.class_name, entry.split) for entry in reading.entries}
    assert splits == {
        "a.jpg": ("", ""),
        "b.jpg": ("ant", "train"),
        "c.jpg": ("bee", ""),
        "zz.jpg": ("ant", ""),
        "d.jpg": ("", ""),
        "outside.jpg": ("ant", ""),
        "x.jpg": ("ant", ""),
    }
    assert reading.missing == 2


@pytest.mark.parametrize("name", ["a/b", "what?", "...", "x" * 256, "bell\a"])
def test_class_names_that_no_file_system_accepts_leave_the_picture_unlabelled(pictures: Path, name: str) -> None:
    reading = read_table(table(pictures, f"path,class\na.jpg,{name}\nb.jpg,bee\n"))
    assert classes(reading) == {"a.jpg": "", "b.jpg": "bee"}
    assert "cannot be the name of a class" in told(reading)


def test_a_quotation_mark_that_does_not_close_swallows_no_rows(pictures: Path) -> None:
    reading = read_table(table(pictures, 'path,class\n"a.jpg,ant\nb.jpg,bee\nc.jpg,"wasp"\n'))
    assert classes(reading) == {"a.jpg": "ant", "b.jpg": "bee", "c.jpg": "wasp"}
    assert "quotation marks do not close" in told(reading)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "fewer than two columns"),
        (b"only one column\n", "fewer than two columns"),
        (b"path,class\n\0\0\0", "it is not text"),
        (b"\xff\xfea\x00b", "cannot be decoded"),
        (b"a.jpg,\x81\x8d\x8f\n", "cannot be decoded"),
        (b"a.jpg," + b"x" * 200_000, "it is no table"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(data)
    with pytest.raises(LabelFileUnusable, match=reason):
        read_table(file)
    with pytest.raises(LabelFileUnusable, match="No such file"):
        read_table(tmp_path / "none.csv")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate((1 << 30) + 1)  # a hole, no gigabyte on the disk
    with pytest.raises(LabelFileUnusable, match="larger than 1 GB"):
        read_table(tmp_path / "huge.csv")


def test_a_preview_shows_what_would_be_read(pictures: Path) -> None:
    file = table(pictures, "shot;kind\n" + "".join(f"{name}.jpg;x{name}\n" for name in "abcdefg"), "cp1252", "odd.txt")
    shown = preview(file, 3)
    assert (shown.header, shown.delimiter, shown.encoding) == (("shot", "kind"), ";", "utf-8")
    assert shown.rows == (("a.jpg", "xa"), ("b.jpg", "xb"), ("c.jpg", "xc"))
    assert shown.guessed == Columns(0, 1, has_header=True)
    bare = preview(table(pictures, "ant,a.jpg\nbee,b.jpg\n"))
    assert (bare.header, bare.guessed) == ((), Columns(1, 0))
    assert len(bare.rows) == 2


def test_chosen_columns_count_more_than_names(pictures: Path) -> None:
    file = table(pictures, "path,class,really\na.jpg,ant,bee\n")
    assert classes(read_table(file, columns=Columns(0, 2, has_header=True))) == {"a.jpg": "bee"}
    assert classes(read_table(file, columns=Columns(0, None, has_header=True))) == {"a.jpg": ""}


def test_linked_folders_keep_their_names_inside_a_root(pictures: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "e.jpg").touch()
    (pictures / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "way").symlink_to(pictures, target_is_directory=True)
    reading = read_table(table(tmp_path, f"path,class\nlink/e.jpg,ant\n{tmp_path}/way/a.jpg,bee\n"), [tmp_path / "way"])
    assert [entry.path for entry in reading.entries] == [pictures / "link" / "e.jpg", pictures / "a.jpg"]
    assert reading.problems == ()


SORTED = "".join(
    f"{number};p{number}.jpg;{('ant', 'bee', 'wasp')[number // 60]};{'blurred' if number % 9 == 0 else ''}\n" for number in range(180)
)


@pytest.mark.parametrize(
    "header", ["Bild Nr.;Dateiname;Art (deutsch);Bemerkung", "No;Datei;Vogelart;Notizen", "x;图片;物种（中文）;备注", "a;b;c;d"]
)
def test_a_sorted_table_with_remarks_is_labelled_by_its_classes(tmp_path: Path, header: str) -> None:
    file = table(tmp_path, f"{header}\n{SORTED}", "utf-16")
    assert preview(file).guessed == Columns(1, 2, has_header=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("file;seen by;remark\na.jpg;Ann;ant\nb.jpg;Ben;ant\nc.jpg;Ann;ant\n", 1),  # one word in all rows
        ("file;label;species (en)\na.jpg;x;ant\nb.jpg;x;bee\nc.jpg;x;ant\n", 2),  # a constant column that is called so
        ("file;class id;class text\na.jpg;1;ant\nb.jpg;2;bee\nc.jpg;1;ant\n", 2),  # numbers of what stands beside them
        ("photo;notes\na.jpg;ant\nb.jpg;bee\nc.jpg;ant\n", 1),  # nothing else can be meant
        ("photo;notes\na.jpg;\nb.jpg;blurred\nc.jpg;\n", None),
        ("photo;class;observer\na.jpg;ant;Ann\nb.jpg;ant;Ben\nc.jpg;ant;Ann\n", 1),  # called so exactly, and all are ants
    ],
)
def test_names_and_content_tell_the_class_together(pictures: Path, text: str, expected: int | None) -> None:
    assert preview(table(pictures, text)).guessed.class_name == expected


def test_it_is_remarked_which_columns_were_used(pictures: Path) -> None:
    (remark,) = read_table(table(pictures, "Dateiname;Art (deutsch);split\na.jpg;ant;train\nb.jpg;bee;test\n")).remarks
    assert remark.reason.told() == "Columns: picture = Dateiname, class = Art (deutsch), split = split"
    (remark,) = read_table(table(pictures, "ant,a.jpg\nbee,b.jpg\n")).remarks
    assert remark.reason.told() == "Columns: picture = 2, class = 1"
    (remark,) = read_table(table(pictures, "photo;notes\na.jpg;\nb.jpg;blurred\nc.jpg;\n")).remarks
    assert remark.reason.told() == "Columns: picture = photo; none holds the class"


def test_columns_are_chosen_by_name_or_number(pictures: Path) -> None:
    file = table(pictures, "file;class;site;3\na.jpg;ant;x;bee\nb.jpg;wasp;y;bee\n")
    assert choose_columns(file, "class=site") == Columns(0, 2, has_header=True)
    assert choose_columns(file, " class = 2, group=4 ") == Columns(0, 1, group=3, has_header=True)
    assert choose_columns(file, "class=3").class_name == 3  # there is a column of that name
    for text, reason in (
        ("class=Art", "no column Art; the columns are file, class"),
        ("class=5", "no column 5"),
        ("kind=1", "the parts are"),
    ):
        with pytest.raises(ValueError, match=reason):
            choose_columns(file, text)
    with pytest.raises(ValueError, match="PART=COLUMN"):
        choose_columns(file, "class")
    bare = table(pictures, "a.jpg,ant,x\nb.jpg,bee,x\n", name="bare.csv")
    assert choose_columns(bare, "class=3") == Columns(0, 2)


def test_what_is_said_first_counts_and_later_rows_only_add(pictures: Path) -> None:
    text = (
        "path,class,split,site,unsure\n"
        "a.jpg,ant,,,\na.jpg,,train,north,\na.jpg,bee,test,south,\n"
        "b.jpg,,test,,\nb.jpg,bee,train,west,\n"
        "c.jpg,,,,yes\nc.jpg,wasp,,,\n"
    )
    reading = read_table(table(pictures, text))
    assert [(entry.class_name, entry.split, entry.group, entry.unsure) for entry in reading.entries] == [
        ("ant", "train", "north", False),
        ("bee", "test", "west", False),
        ("", "", "", True),
    ]
    found = {str(problem.place): problem.reason.told() for problem in reading.problems}
    assert set(found) == {"row 3", "row 4", "row 6", "row 8"}
    assert "“ant” was kept" in found["row 4"]
    assert all(
        found[place].endswith("what was said first counts, this only adds what was missing") for place in ("row 3", "row 6", "row 8")
    )


def test_a_refused_class_is_counted_and_a_name_that_would_do_is_offered(pictures: Path) -> None:
    reading = read_table(table(pictures, 'path;class\na.jpg;"Biene; ""Honig"""\nb.jpg;???\nc.jpg;bee\n'))
    assert reading.refused == 2
    assert [problem.reason.told() for problem in reading.problems] == [
        '“Biene; "Honig"” cannot be the name of a class, but “Biene; Honig” can; the picture stays unlabelled',
        "“???” cannot be the name of a class; the picture stays unlabelled",
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a/b", "a-b"),
        ("what?", "what"),
        ("ant (“x” <y>)", "ant (“x” y)"),
        ("...", ""),
        ("bell\a", "bell"),
        ("/", ""),
        ("é" * 200, "é" * 127),
    ],
)
def test_a_usable_name_is_near_the_refused_one(name: str, expected: str) -> None:
    assert usable(name) == expected and (not expected or can_be_class(expected))

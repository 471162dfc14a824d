"""documents.py FOLDER COUNT: an archive of made-up speeches, as files in FOLDER/documents and as a table in FOLDER/documents.parquet.

Speeches are about 2 KB, the same ones in every run. Of 100, two are edited copies of an earlier one, one of them with other names of
places, and five take over half of one; all begin and end alike. Most are text in UTF-8; some are GB 18030, Markdown and Word, and of
500 one cannot be read."""

import io
import random
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

WHO = "各镇街 县直单位 牵头科室 驻村队员 项目专班 社区网格员 供水企业 林场职工 学校食堂 物业公司".split()
HOW = "当天 分批 逐户 对照清单 会同纪检组 带着图纸 按片区 利用农闲".split()
DO = "核实 修缮 登记 清理 回访 公示 采购 移交 复核 补录".split()
WHAT = "渠首闸门 危桥护栏 粮库仓房 校车线路 村卫生室 路灯电缆 老年食堂 冷链车辆 果园滴灌 公厕水箱 集市摊位 河堤界桩".split()
HEADS = "把底数摸准 把工期排细 把账目理清 把隐患除掉 把队伍带好 把群众的话听全".split()
PLACES = "云岭 青河 石塘 双溪 白沙 南桥".split()
# Words that no two speeches share by chance, as names of projects and people are.
RARE = [bytes([high, low]).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF)]
DIGITS = "一二三四五六"
BATCH = 5000


def paragraph(rng: random.Random) -> str:
    clauses = []
    for _ in range(rng.randint(3, 5)):
        project = "".join(rng.choices(RARE, k=rng.randint(3, 9)))
        clauses.append(
            f"{rng.choice(WHO)}{rng.choice(HOW)}{rng.choice(DO)}{rng.choice(PLACES)}镇{project}{rng.choice(WHAT)}，"
            f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日前办完{rng.randint(3, 999)}处"
        )
    text = "；".join(clauses) + "。"
    if rng.random() < 0.05:
        text += f"还有{rng.choice(WHAT)}XX处没有报。"
    if rng.random() < 0.02:
        first, second = rng.randint(10, 90), rng.randint(10, 90)
        text += f"共检查{first + second + (rng.random() < 0.5)}户，其中城区{first}户，乡镇{second}户。"
    return text


def speech(number: int) -> list[str]:
    """Paragraphs of a speech, the same ones for the same number."""
    rng = random.Random(number)
    paragraphs = [
        f"在{rng.choice(WHAT)}现场会上的讲话",
        "同志们：",
        "这次会议开得及时，下面我讲几点意见，讲得不对的地方请大家批评。",
    ]
    for at, head in enumerate(rng.sample(HEADS, 3)):
        paragraphs.append(f"{DIGITS[at]}、{head}")
        paragraphs += [f"（{DIGITS[item]}）{paragraph(rng)}" for item in range(rng.randint(1, 3))]
    return [*paragraphs, "同志们，担子已经分到肩上，散会以后就动手，年底再到这里看结果。谢谢大家。"]


def written(number: int) -> list[str]:
    """A speech of its own, or one that was made from another."""
    match number % 100:
        case 7 | 57 if number > 100:
            copied = [text.replace("前办完", "以前办好", 1) for text in speech(number // 3)]
            return [text.replace("云岭镇", "望江镇") for text in copied] if number % 100 == 57 else copied
        case 3 | 23 | 43 | 63 | 83 if number > 100:
            own, other = speech(number), speech(number // 2)
            return own[: len(own) // 2] + other[len(other) // 2 :]
    return speech(number)


def word(paragraphs: list[str]) -> bytes:
    space = "http://schemas.openxmlformats.org"
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    main = f'<w:document xmlns:w="{space}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    kinds = f'<Types xmlns="{space}/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    relation = (
        f'Id="r1" Type="{space}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"'
    )
    relations = f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship {relation}/></Relationships>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", kinds)
        file.writestr("_rels/.rels", relations)
        file.writestr("word/document.xml", main)
    return packed.getvalue()


def document(number: int) -> tuple[str, bytes]:
    """The ending of its name and its bytes."""
    paragraphs = written(number)
    text = "\n".join(paragraphs) + "\n"
    match number % 500:
        case 11 | 111:
            return "docx", word(paragraphs)
        case 12:
            return "docx", text.encode()
        case 13:
            return "txt", text.encode("gb18030")
        case 14:
            return "md", f"# {text}".replace("\n", "\n\n").encode()
    return "txt", text.encode()


def documents(count: int) -> Iterator[tuple[str, bytes]]:
    for number in range(count):
        ending, content = document(number)
        yield f"documents/{number // 1000:03}/讲话{number:06}.{ending}", content


def main(folder: Path, count: int) -> None:
    schema = pa.schema([("path", pa.string()), ("content", pa.binary())])
    batch: list[tuple[str, bytes]] = []
    with pq.ParquetWriter(folder / "documents.parquet", schema, compression="zstd") as table:
        for number, (path, content) in enumerate(documents(count), start=1):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
            batch.append((path, content))
            if number % BATCH == 0 or number == count:
                names, contents = zip(*batch, strict=True)
                table.write_table(pa.table([names, contents], schema=schema))
                batch.clear()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

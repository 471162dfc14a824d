//! The file that `hegao init` writes: a configuration with all settings explained and commented
//! out.

use crate::language::Language;

/// The text of a new `hegao.toml`.
pub fn template(language: Language) -> &'static str {
    language.pick(CHINESE, ENGLISH)
}

const CHINESE: &str = r##"# 核稿的配置：写明在这里什么是对的。
# 管这个文件夹和下级文件夹里的文稿；下级文件夹另有 hegao.toml 的，以近的为准，两处不会暗中合并。
# 用 hegao config --show 文件 看一个文件到底按什么检查。去掉行首的 # 就生效。

# 这里没有写的，以另一个配置为准；路径相对于这个文件。
# extends = "../hegao.toml"

# 检查文件夹时另外要查的、不查的文件。* 不跨文件夹，** 才跨。命令里直接写出的文件总要查。
# include = ["底稿/*.txt"]
# exclude = ["往年"]

# 同一个会的讲话、报告、议程、附件是一套，互相核对；每个通配符一套。
# together = ["会议材料/*"]

# 基线：hegao baseline 记下的问题不报。文件要在；还没有就先运行 hegao baseline，会写到这里。
# baseline = "hegao-baseline.json"

# 从哪一级起退出码为 1：error（必改）、warning（疑似）、hint（提示）。命令里的 --fail-on 优先。
# fail-on = "warning"

# 用哪种语言报告：zh 或 en。以上两项只看当前文件夹的配置。
# lang = "zh"

# 文稿自己没有日期时，“现在”指哪一天；"off" 表示不与现在比较。
# today = "2026-03-05"

# 本单位自己的规则：文件夹或文件。
# packs = ["rules/"]

# 超过这个大小的文件不读（K、M、G）；一个文件最多列出几处，0 为全部，总数照算。
# limits = { file-size = "256M", findings = 100000 }

# 规则或类别用不用（on、off），最重算哪一级（error、warning、hint）。hegao rules 列出全部规则。
[rules]
# "numbering/mark" = "hint"
# figure = "off"

# 规则的选项。hegao explain 规则 说明每一项和默认值。
# [options."duplicate/block"]
# min_chars = 60

[placeholder]
# 看着像占位符，其实不是
allow = []
# 看着不像，其实没填
masks = []

[count]
# 固定提法：旁边列的不必是这个数
terms = []

# 给词类加词。hegao explain words 列出全部词类。
[words]
# "unit/area" = ["垧"]

# 本单位的大事和每年的节日：周年、第几个、日期与它不符就报。时间写 date（一天）、first 和 last（几天）或 year（一年）。
# [[events]]
# name = "青禾集团成立"
# aliases = ["集团成立"]
# date = 2008-05-12
# yearly = false

# 只对一部分文件的设置；路径相对于这个文件所在的文件夹。
# [[overrides]]
# files = ["案例/**"]
# rules = { date = "off" }
# placeholder.allow = ["A市"]
# limits = { file-size = "1G", findings = 200 }

# 在这里是对的，不要报。hegao ignore 文件:行 规则 --reason 理由 会替你写好；没有用上的、过期的会报出来。
# [[ignore]]
# rule = "numbering/gap"
# file = "讲话/纪要.docx"
# text = "四、其他事项"
# reason = "第三项另行印发"
# expires = 2026-12-31

# 读不成也可以的文件：照样报告，但退出码不因为它是 2。kind 同 json 报告里的，如 encrypted（有密码）、damaged、no-text（扫描件）。
# [[accept]]
# file = "人事/*.docx"
# kind = "encrypted"
# reason = "按规定加密，由人事处自己核对"
# expires = 2026-12-31
"##;

const ENGLISH: &str = r##"# The configuration of hegao: what is right here.
# It holds for this folder and those below. Where one of those has its own hegao.toml, the nearest holds; nothing is merged unseen.
# `hegao config --show FILE` prints what holds for a file. Take the # away, and a line takes effect.

# Where this file is silent, another holds; the path is seen from this file.
# extends = "../hegao.toml"

# Further files to check in folders, and files to pass over. `*` does not cross folders, `**` does.
# A file named on the command line is always checked.
# include = ["drafts/*.txt"]
# exclude = ["old"]

# The speech, the report, the agenda and the annexes of one meeting are a set, and are held against each other; a set for each glob.
# together = ["meeting/*"]

# The baseline: findings that `hegao baseline` accepted are not reported. The file must exist; `hegao baseline` writes it here.
# baseline = "hegao-baseline.json"

# The severity from which on the exit code is 1: error, warning or hint. --fail-on comes before it.
# fail-on = "warning"

# Language of reports: zh or en. For these two, the configuration of the current folder counts.
# lang = "en"

# What “now” means in documents without a date of their own; "off" compares nothing with now.
# today = "2026-03-05"

# Your own rules: folders or files.
# packs = ["rules/"]

# Files larger than this (K, M, G) are not read; findings of a file that are listed at most, 0 for all. All are counted.
# limits = { file-size = "256M", findings = 100000 }

# Whether a rule or a family runs (on, off), and what it weighs at most (error, warning, hint). `hegao rules` lists them.
[rules]
# "numbering/mark" = "hint"
# figure = "off"

# Options of rules. `hegao explain RULE` says what they are, with their defaults.
# [options."duplicate/block"]
# min_chars = 60

[placeholder]
# No blanks, though they look like some.
allow = []
# Blanks, though they do not.
masks = []

[count]
# Fixed terms with a number that counts nothing.
terms = []

# Words to add to classes. `hegao explain words` lists them.
[words]
# "unit/area" = ["垧"]

# Events and yearly days of your own: an anniversary, a number or a date that does not fit them is reported. When it was
# is `date` (a day), `first` and `last` (several days), or `year`.
# [[events]]
# name = "青禾集团成立"
# aliases = ["集团成立"]
# date = 2008-05-12
# yearly = false

# Settings for some files; paths are seen from the folder of this file.
# [[overrides]]
# files = ["cases/**"]
# rules = { date = "off" }
# placeholder.allow = ["A市"]
# limits = { file-size = "1G", findings = 200 }

# What is right here and not to be reported. `hegao ignore FILE:LINE RULE --reason …` writes it; what does nothing, or has
# expired, is reported.
# [[ignore]]
# rule = "numbering/gap"
# file = "minutes.docx"
# text = "四、其他事项"
# reason = "the third item is printed apart"
# expires = 2026-12-31

# Files that cannot be read and need not be: they are reported, and the exit code is not 2 for them. `kind` is that of the json
# report, as encrypted, damaged, or no-text (scans).
# [[accept]]
# file = "staff/*.docx"
# kind = "encrypted"
# reason = "encrypted by order; the staff office checks them"
# expires = 2026-12-31
"##;

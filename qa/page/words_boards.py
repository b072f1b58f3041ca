"""English for the tabs that are tables, and for bringing notices in; see `qa.page.words`."""

from __future__ import annotations

BOARDS: dict[str, str] = {
    "看相似措施": "Comparable measures",
    "选入对比:{label}": "Pick for comparison: {label}",
    "对比": "Compare",
    "下载": "Download",
    "并排对比": "Side by side",
    "清除": "Clear",
    "已选 {n} 项(2 至 {most} 项可对比)": "{n} picked (2 to {most} can be compared)",
    "摘自《{title}》,只在其他通报中查找。": "From “{title}”; only other notices are searched.",
    "含固定用语 {share}%": "{share}% with set phrases",
    "借鉴思路": "shared idea",
    "部分雷同": "partly identical",
    "高度雷同": "largely identical",
    "低于 {low}% 借鉴思路": "below {low}%: shared idea",
    "{low}% 起 部分雷同": "from {low}%: partly identical",
    "{high}% 起 高度雷同": "from {high}%: largely identical",
    "逐字相同:至少 {n} 个汉字连续一致;固定用语和文件名标出,但不计入。只量字面,不判断对错。": (
        "Verbatim means at least {n} Han characters in a row; set phrases and titles are marked but not counted. "
        "This measures wording and judges nothing."
    ),
    "整段文字与各通报": "The whole text against each notice",
    "第 {number} 条": "Measure {number}",
    "所给文字": "Your text",
    "该单位另有 {count} 段": "{count} more from this unit",
    "逐字相同的片段 {count} 处": "{count} verbatim stretches",
    "{han} 个汉字": "{han} Han characters",
    "见于 {count} 份通报": "found in {count} notices",
    "原文相同": "verbatim",
    "固定用语": "set phrase",
    "文件名称": "title of a document",
    "对方原文": "Show there",
    "只此一家的用语": "wording of this column only",
    "另一列也说到的": "said in another column too",
    "与另一列逐字相同": "verbatim in another column",
    "“未载明”指通报原文没有写。": "“not stated”: the notice does not say.",
    "未载明": "not stated",
    "有差异": "differs",
    "相同": "same",
    "措施": "Measures",
    "结果": "Result",
    "文件": "Documents",
    "文件名": "File",
    "数据": "Figures",
    "时限或承诺": "Deadlines and promises",
    "没有符合筛选条件的通报。": "No notice matches the filters.",
    "{topics} 个主题 × {notices} 份通报,{filled}/{cells} 格有依据": (
        "{topics} topics × {notices} notices, {filled} of {cells} cells have evidence"
    ),
    "逐格摘录": "Excerpts, cell by cell",
    "虚线格为未见;颜色越浓,最佳段落越突出;数字是可读的段落数。点格子看原文。": (
        "Dashed: none found. The stronger the colour, the more the best passage stands out. The number is how many to "
        "read. Click a cell for the text."
    ),
    "{count} 段,强度 {share}%": "passages: {count}, strength {share}%",
    "看 {count} 段": "Read {count}",
    "该通报中未见此主题。以下是最接近的段落,可能相关,不作为依据。": (
        "This topic was not found in the notice. The nearest passages follow; they may be related and are no evidence."
    ),
    "这里只供查阅:只有管理员能加入、改名或移除通报。": (
        "Reading only: notices are added, renamed and removed by the administrator."
    ),
    "还没有载入通报。请管理员加入。": "No notice is loaded yet; the administrator can add some.",
    "还没有载入通报。把文件拖到上面,或用 tongbao add 加入文件夹。": (
        "No notice is loaded yet. Drop files above, or add a folder with tongbao add."
    ),
    "操作": "Actions",
    "按标题、单位、地区或编号查找": "Find by title, unit, region or name",
    "{found} / {loaded} 份": "{found} of {loaded}",
    "新名称": "New name",
    "改名": "Rename",
    "保存": "Save",
    "移除": "Remove",
    "移除后不再出现在回答、台账和对照中。": "It will no longer appear in answers, ledger and matrix.",
    "确认移除": "Remove it",
    "读取": "Read",
    "解析": "Parsed",
    "问题条目": "Items",
    "段落": "Passages",
    "全部保留({count})": "Keep all ({count})",
    "全部放弃": "Discard all",
    "读取结果": "What was read",
    "完成": "done",
    "{count} 个标题": "{count} headings",
    "新通报": "new notice",
    "已载入": "loaded already",
    "同名通报的另一版本": "another version of a notice of this name",
    "与已载入的通报相同": "same as a loaded notice",
    "未能读取": "Not read",
    "等待读取…": "waiting …",
    "没有识别出标题,将整篇按段落收入。": "No heading recognised; the text will be kept as plain passages.",
    "章节树:{count} 个标题,{items} 项问题": "Section tree: {count} headings, {items} items",
    "放弃": "Discard",
    "内容与已载入的 {name} 完全相同,无需再次保留。": "The same bytes as {name}, which is loaded; nothing to keep.",
    "已有名为 {name} 的通报。可以替换它,或改名后另存。": (
        "A notice named {name} is loaded. Replace it, or keep this one under another name."
    ),
    "与 {names} 为同一通报,已关联,回答中只显示一次": "The same notice as {names}; linked, shown once in answers",
    "与已载入的 {name} 几乎相同(相同部分 {share}),保留后自动关联,回答中只显示一次。": (
        "Nearly the same as {name} ({share} in common); kept, it is linked and shown once in answers."
    ),
    "保留为": "Keep as",
    "保留": "Keep",
    "替换 {name}": "Replace {name}",
    "现在运行评测": "Run the evaluation",
    "随附 89 个判断过的问题和 25 条措施,出自随附的五份通报;在单独的索引上运行,约 15 秒,不改动您的资料。": (
        "89 judged questions and 25 measures on the five notices that come with the program; run on an index of "
        "their own in about 15 seconds; your library is not touched."
    ),
    "方括号内为 95% 区间(对问题重抽样 2000 次)。问题不多,区间很宽:区间重叠的两个数不要当作有差别。": (
        "Brackets hold 95% intervals (questions resampled 2000 times). The questions are few and the intervals wide: "
        "do not read two figures with overlapping intervals as different."
    ),
    "{questions} 题、{comparables} 条措施 · {notices} 份通报,{passages} 段": (
        "{questions} questions, {comparables} measures · {notices} notices, {passages} passages"
    ),
    "主要指标": "Main figures",
    "按问题类型(ndcg@10)": "By type of question (ndcg@10)",
    "按语言(ndcg@10)": "By language (ndcg@10)",
    "{count} 题": "n = {count}",
    "上次运行": "Last run",
    "随附基准": "Shipped baseline",
    "自己的问题": "Your own questions",
    "评测": "Evaluation",
    "读 1000 字内见到答案": "answer seen within 1000 characters",
    "读 2000 字内见到的答案份额": "share of the answer seen within 2000 characters",
    "首个含答案段落的名次倒数": "reciprocal rank of the first passage with the answer",
    "前 10 名的分级排序质量": "graded ranking of the first 10",
    "前 10 名的答案份额": "share of the answer in the first 10",
    "把握能否分开有无答案": "confidence tells answerable from unanswerable",
    "无答案时答“未找到”": "says “not found” where there is no answer",
    "有答案却答“未找到”(越低越好)": "says “not found” where there is one (lower is better)",
    "可比措施:排序质量": "comparable measures: ranking",
    "可比措施:前 5 名有最佳者": "comparable measures: a best one in the first 5",
    "可比措施:前 10 名的份额": "comparable measures: share in the first 10",
    "数字": "figures",
    "多单位": "several units",
    "口语": "everyday wording",
    "日期与名称": "dates and names",
    "短词": "short queries",
    "英文": "English",
    "错字": "typos",
    "繁体": "traditional script",
    "简体中文": "Simplified Chinese",
    "繁体中文": "Traditional Chinese",
    "这份通报已经处理过;请看下面的列表": "This notice has been dealt with; see the list below",
    "已保留 {name}:{passages} 段已入索引": "Kept {name}: {passages} passages indexed",
    "已替换 {name}:{passages} 段已入索引": "Replaced {name}: {passages} passages indexed",
    "已保留 {count} 份新通报": "{count} new notices kept",
    "已改名为 {name}": "Renamed to {name}",
    "已移除《{title}》": "Removed “{title}”",
    "把通报文件拖到这里,或点此选择": "Drop notice files here, or click to choose",
    "粘贴通报全文": "Paste a whole notice",
    "没有文件时,把通报全文连同标题粘贴在这里": "No file? Paste the whole notice here, with its title",
    "准备": "preparing",
    "可读文本、Markdown、网页、Word(.docx)、PDF、台账表格(.xlsx、.csv)和装着它们的 zip。": (
        "Text, Markdown, web pages, Word, PDF, ledgers (.xlsx, .csv), and zip files of these."
    ),
    "先看读出来的章节树,确认后才入库。文件只在本机读取和保存,不会发往任何地方。": (
        "Look at the section tree first; nothing is kept until you say so. Files are read and stored on this "
        "machine only and sent nowhere."
    ),
    "日期": "Dates",
    "{count} 项问题": "{count} items",
    "已列 {shown} 项,共 {total} 项;再列 {more} 项": "{shown} of {total} listed; show {more} more",
    "核对": "Check",
    "核对:{title}": "Check: {title}",
    "年份未载明": "year not stated",
    "承诺与时限": "Promises and deadlines",
    "遮蔽的数值": "Masked values",
    "通报自身没有需要提示之处。": "Nothing to remark in this notice itself.",
    "{count} 条提示,只列事实,不作评价": "{count} observations; facts only, no judgement",
    "数量": "counts",
    "遮蔽": "masked",
    "成对标点": "paired marks",
    "日期先后": "order of dates",
    "日期间隔": "intervals",
    "制定": "made",
    "修订": "revised",
    "学习": "studied",
    "依据": "basis",
    "提及": "named",
    "问题描述": "Problem",
    "只画出前 {shown} 份通报,共 {all} 份;请用筛选缩小范围,下载的文件含全部。": (
        "Only the first {shown} of {all} notices are drawn; narrow them with the filters. The files hold all."
    ),
    "历次版本": "Versions",
    "历次版本:{title}": "Versions of {title}",
    "这份通报没有以前的版本。": "This notice has no earlier version.",
    "与已载入的版本相差 {count} 处": "{count} changes against the loaded version",
    "{until} UTC 改动 {count} 处": "{until} UTC: {count} changes",
    "另有 {count} 处未列出": "{count} more not listed",
    "页面反馈 {remarks} 条,其中“有用” {useful} 条;已写成判断题 {questions} 题,运行时一并评测。": (
        "{remarks} remarks by readers, {useful} of them “useful”; {questions} judged questions made of them, asked in "
        "every run."
    ),
    "把反馈写成判断题": "Make judged questions",
    "新写成 {made} 题,{left} 题未写": "{made} new questions, {left} left out",
}

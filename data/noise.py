"""What web pages put around a notice, as patterns on folded lines (`data.script.fold`).

Every pattern describes furniture of page templates, never words of a notice: a line is noise only as a
whole, and the long prose of a body matches none of them.
"""

from __future__ import annotations

import re

_LABELS = (  # of the table that a site prints above or below a notice
    "信息来源|稿件来源|文章来源|新闻来源|来源|信息索引号|索引号|索引|主题分类|主题词|主题|信息分类|分类|"
    "组配分类|内容分类|服务对象|体裁分类|体裁|发布日期|发布时间|公布日期|公布时间|公示日期|发文日期|发文时间|成文日期|成文时间|生成日期|"
    "生成时间|公开日期|公开时间|更新时间|更新日期|印发日期|签发日期|生效日期|失效日期|日期|时间|"
    "信息标题|信息名称|文件名称|标题|名称|信息发布机构|发布机构|发布机关|发布单位|发文机关|发文单位|发文字号|"
    "发布人|发布部门|公开部门|公开主体|责任部门|制发机关|印发机关|文号|文件编号|公开方式|公开时限|公开范围|公开形式|公开属性|"
    "公开类别|公开程序|有效性|时效性|效力状态|责任编辑|责编|编辑|作者|撰稿|供稿|审核|审核人|校对|签发|"
    "信息员|录入|关键词|关键字|撰稿人|供稿单位"
)
# two-character labels are spaced to the width of longer ones ("标    题", "索 引 号")
_SPACED = "|".join(r"\s{0,8}".join(label) for label in _LABELS.split("|"))
BULLETS = "•●▪·-"  # of a head that is printed as a list
METADATA = re.compile(rf"(?:[{BULLETS}]\s*)?[\[【(]?\s*(?:{_SPACED})\s*[\]】)]?\s*(?::|\|)\s*")
TITLE_LABEL = re.compile(r"(?:标\s{0,8}题|名\s{0,8}称|信息标题|信息名称|文件名称)\s*:\s*")
BARE_LABEL = re.compile(rf"(?:[{BULLETS}]\s*)?[\[【(|]?\s*(?:{_SPACED})\s*[\]】)|]?\s*:?\s*\|?$")

# Every repetition is bounded, so that a line of any length is searched in linear time.
# Furniture that can share a line with metadata ("来源:… 【字号:大 中 小】 打印 分享"): cut out, the rest kept.
INLINE = re.compile(
    r"[\[【(]\s{0,9}(?:字[体号](?:大小)?|我要)?\s{0,9}:?\s{0,9}大\s{0,9}中\s{0,9}小\s{0,9}[\]】)]|字[体号](?:大小)?\s{0,9}:?\s{0,9}(?:\[?\s{0,9}大[\s\[\]]{0,9}中[\s\[\]]{0,9}小\s{0,9}\]?)?"
    r"|(?:浏览|点击|阅读|访问|查看)(?:次数|量|数|率)?\s{0,9}:\s{0,9}[\d,]{0,15}\s{0,9}[次人]?|(?<![\d\-/.:年月])\d{1,9}\s{0,9}(?:次浏览|人浏览|次阅读|阅读)(?!\s{0,9}:)"
    r"|[\[【(]\s{0,9}(?:打印(?:本页|本文|页面)?|关闭(?:窗口|本页)?|收藏|分享|复制链接|纠错|保存|返回)\s{0,9}[\]】)]"
    r"|(?<![^\s|])(?:打印(?:本页|本文|页面)?|关闭(?:窗口|本页)?|收藏(?:本页)?|分享(?:到|至)?:?|复制链接|下载文字版|大字版|保存本页)(?![^\s|])"
    r"|(?<![^\s|])(?:微信|微博|新浪微博|QQ空间|QQ好友|朋友圈|人人网|A[-+]|T[-+]|T\|T)(?![^\s|])"
    r"|(?:语音(?:播报|朗读|阅读)|朗读(?:全文)?|听全文|点击?收听)(?![^\s|])"
)
IMAGE = re.compile(r"!\[(?:[^\]\n!]|!(?!\[))*\]\((?:[^)\n!]|!(?!\[))*\)")  # stops where the next one begins

BREAK = re.compile(r"[ \u3000]?<br ?/?>[ \u3000]?", re.IGNORECASE)  # of HTML, in a cell of a Markdown table
# A line that is nothing but furniture, wherever it stands.
LINE = re.compile(
    r"(?:[·•*▪|\-–>\s]*)(?:"
    r"扫一扫.{0,20}|.{0,8}扫码.{0,16}|手机扫.{0,16}|打开微信.{0,30}|用微信.{0,20}分享.{0,10}|"
    r"分享(?:到|至)?.{0,2}|字号.{0,8}|打印(?:本页|本文)?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表|上一页)?|"
    r"(?:上|下)一[篇条页][:\s].*|(?:上|下)一[篇条页]|无障碍(?:阅读|浏览)?|长者(?:模式|助手|专区)|适老.{0,4}|关怀版|"
    r"(?:网站)?首页|登录|注册|搜索|手机版|简体|繁体|繁體|English|EN|繁|RSS|进入关怀版|"
    r"(?:网站|本站)(?:地图|导航|声明|纠错)|联系我们|关于我们|隐私(?:声明|政策)|"
    r"\d+\s*人觉得(?:有用|很赞).{0,6}|标签\s*:.*|(?:最近|热门)搜索.{0,4}|相关(?:链接|阅读|推荐|信息|文章|新闻|附件)\s*:?|"
    r"猜你喜欢|为您推荐|热门(?:推荐|文章|标签).{0,4}|"
    r".{0,40}(?:备案号|ICP备|公网安备|网站标识码|版权所有|Copyright|©).*|"
    r"(?:主办|承办|技术支持)(?:单位)?\s*:.{0,60}|"
    r"(?<=[-–\s])\d{1,3}\s{0,4}-|第\s?\d{1,3}\s?页(?:[,/\s]{0,3}共\s?\d{1,3}\s?页)?|"
    r"关注我们.{0,30}|关注\s*\|?|点赞.{0,6}|收藏.{0,6}|评论.{0,6}|举报.{0,4}|\|+|"
    r"[^,。;:]{0,12}(?:省市|各区|各县|政府|系统|部门|单位)网站(?:群|导航)?|重点链接|友情链接.{0,6}"
    r")\s*\|?\s*$",
    re.IGNORECASE,
)
# From such a line on, the rest of the page is links, unless prose follows.
FOOTER = re.compile(
    r"(?:[·•*▪|\-\s]*)(?:标签\s*:.*|相关(?:链接|阅读|推荐|信息|文章|新闻)\s*:?|(?:上|下)一[篇条页].*|友情链接.*|热门.{2,6}|"
    r"最近搜索.*|[^,。;:]{0,16}网站(?:群|导航)?|重点链接|网站地图|主办单位.*|版权所有.*|分享到.*|扫一扫.*|\d+\s*人觉得.*|猜你喜欢|为您推荐)$"
)
NAVIGATION = re.compile(
    r"(?:您?(?:的|现在的|所在的)?(?:当前)?位置(?:是)?\s*:|当前(?:所在)?栏目\s*:|(?:网站|政府网)?首页\s*[>»›/\\\-→|·])"
)
CRUMB = re.compile(r"\s*(?:>+|»|›|→|/|\\|\||·)\s*")
EMPTY_ATTACHMENT = re.compile(r"(?:相关)?附件\s*:?\s*$")

"""Where a unit belongs: province, city, district or county, township, read from its full name.

Rules, not a gazetteer: administrative names end in a closed set of suffixes (《行政区划管理条例》,
国务院令第704号), so a place nobody listed is still read; only names that carry no suffix of their own,
and words that merely look like one ("城市", "社区"), need a list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# what may stand in front of a unit's place: the party, or the nation-wide body the unit is a branch of
_AFFILIATION = re.compile(
    r"(?:中国共产党|中共)?(?:共青团|政协|中国人民政治协商会议|国网|国家(?:税务总局|统计局|金融监督管理总局))?"
)
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_CORPS = "新疆生产建设兵团"
_PROVINCE = (
    r"(?:(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省"
    rf"|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区|{_CORPS}|[\u4e00-\u9fa5]{{2,3}}省)"
)
# a suffix character that belongs to an ordinary word, not to a place
_ORDINARY = re.compile(
    r"^(?:[\u4e00-\u9fa5]{1,8}[区县市]城市$|[\u4e00-\u9fa5]{2,8}城市$|[\u4e00-\u9fa5]{2,12}社区$|[\u4e00-\u9fa5]{1,8}[县区]市$|[城都超夜集上菜农县全我本该各]市|[社园景校院小辖城地片矿林山库灾战牧郊全本我各该县市]区|[各全我本该市区]县|[我全本该各]省|红旗|[城下家老]乡|[乡城集]镇)$"
    r"|旅游(?:景|度假)区$|功能区$|保护区$|服务区$"
)
# districts whose own name contains an earlier suffix character
_TRAPS = ("市中区", "市南区", "市北区", "沙市区", "津市市", "城区", "矿区", "郊区", "县级市")
_CITY = r"[\u4e00-\u9fa5]{1,8}?(?:自治州|地区|盟|市)"
_DISTRICT = (
    r"[\u4e00-\u9fa5]{0,12}?(?:经济技术开发区|高新技术产业开发区|高新区|经开区|开发区|示范区|管理区|新区|林区|特区"
    r"|自治县|自治旗|区|县|旗|市)"
)
_TOWN = r"[\u4e00-\u9fa5]{1,8}?(?:街道|镇|乡)"
_LEVELS = (
    ("街道", "街道"),
    ("镇", "镇"),
    ("乡", "乡"),
    ("新区", "区"),
    ("自治区", "省"),
    ("兵团", "省"),
    ("省", "省"),
    ("自治州", "市"),
    ("地区", "市"),
    ("盟", "市"),
    ("区", "区"),
    ("自治县", "县"),
    ("县", "县"),
    ("旗", "县"),
    ("市", "市"),
)
_SUFFIX = re.compile(
    r"(?:壮族|回族|维吾尔)?自治区$|(?:土家|哈萨克|蒙古|朝鲜|布依|柯尔克孜|达斡尔|哈尼|[\u4e00-\u9fa5])族(?:\S*?族)?自治[州县旗]$"
    r"|(?:经济技术开发区|高新技术产业开发区|高新区|经开区|开发区|示范区|管理区|新区|林区|特区|自治[州县旗]|地区|街道|[省市区县旗盟镇乡])$"
)


@dataclass(frozen=True, slots=True)
class Region:
    """A place at the head of a name: its parts outermost first, none empty, e.g. ("北京市", "通州区")."""

    parts: tuple[str, ...]

    @property
    def name(self) -> str:
        """The parts as printed together."""
        return "".join(self.parts)

    @property
    def level(self) -> str:
        """省, 市, 区, 县, 镇, 乡 or 街道; a county-level city counts as 县 when its own city stands before it."""
        last = self.parts[-1]
        if last in _MUNICIPALITIES:
            return "市"
        if last.endswith("市") and any(p.endswith(("市", "州", "地区", "盟")) for p in self.parts[:-1]):
            return "县"
        return next(level for suffix, level in _LEVELS if last.endswith(suffix))

    @property
    def short(self) -> str:
        """The innermost name without its suffix, as people say it: 通州, 滨海, 沁源; 蓟县 keeps its 县."""
        last = self.parts[-1]
        bare = _SUFFIX.sub("", last)
        return bare if len(bare) >= 2 else last

    @property
    def local(self) -> str:
        """The innermost names that identify a unit: 通州区, 武汉市, 云岭县青石镇."""
        inner = [p for p in self.parts if not re.fullmatch(_PROVINCE, p) and p not in _MUNICIPALITIES]
        if not inner:
            return self.parts[-1]
        return "".join(inner[-2:]) if inner[-1].endswith(("镇", "乡", "街道")) else inner[-1]


def affiliation(name: str) -> str:
    """What a folded unit name puts in front of its place: 中共, 共青团, 国家税务总局; "" where there is nothing."""
    found = _AFFILIATION.match(name)
    return found[0] if found else ""


def region(name: str) -> Region | None:
    """The place a folded unit name begins with ("中共北京市通州区文化和旅游局党组"), or None if it begins with none."""
    rest = name[len(affiliation(name)) :]
    parts: list[str] = []
    for pattern in (_PROVINCE, _CITY, _DISTRICT, _TOWN):
        part = _leading(pattern, rest)
        if part:
            parts.append(part)
            rest = rest[len(part) :]
    return Region(tuple(parts)) if parts else None


def _leading(pattern: str, rest: str) -> str:
    """The shortest place name `rest` begins with that is not an ordinary word, or ""."""
    for trap in _TRAPS:
        if rest.startswith(trap) and pattern == _DISTRICT:
            return trap
    if pattern == _CITY and rest.startswith(("沙市区", "津市市", "市中区", "市南区", "市北区")):
        return "津市市" if rest.startswith("津市市") else ""
    match = re.match(pattern, rest)
    if not match or (match[0] != _CORPS and _looks_like_words(match[0])):
        return ""
    return match[0]


# characters that names of bodies are made of; a "place" holding one has run past its end
_BODY = re.compile(
    r"局|委|党|组|部|厅|院|校|公司|集团|银行|中国|中心|关于|情况|巡|化和|游和|房和|与|的|对|在|向|整改|落实|贯彻|办公"
    r"|住房|建设|管理|监督|教育|卫生|健康|文化|农业|资源|规划|交通|运输|财政|审计|民政|司法|公安|科技|信息|商务|应急|医疗|保障"
    r"|市场|体育|广播|统计|信访|退役|事务|执法|园林|水利|气象|林业|环境|[,。:;“”《》()<>\d]"
)


def _looks_like_words(part: str) -> bool:
    return bool(_ORDINARY.search(part) or _BODY.search(part)) or len(_SUFFIX.sub("", part)) < 1

"""Short names of units by the general abbreviation rules of official Chinese: 开封市文广旅局, 通州区卫健委."""

from __future__ import annotations

import re

from data.regions import affiliation, region

# Party bodies that end a signature; the unit is what stands in front of them.
PARTY = re.compile(
    r"(?:机关)?(?:党组|党委|党总支|党支部|总支部?委员会|支部委员会|支部|党工委|校务委员会|校委会|部务会|(?<!教育)工作委员会|(?<!教育)工委|(?<!检查)委员会)$"
)
# Bodies whose own name ends in 委员会, so that no party committee may be cut off them.
_COMMISSION = re.compile(
    r"(?:卫生健康|卫生和计划生育|发展和改革|发展改革|国有资产监督管理|住房和城乡建设|交通运输|农业农村|教育|财经|民族宗教事务|政法|编制|"
    r"经济和信息化|城市管理|规划和自然资源|人民代表大会常务|管理)委员会$"
    r"|直属(?:机关|单位|企业)工作委员会$|^共青团.*委员会$|^政协.*委员会$"
)
# Full wording → what offices call it. Ordered: longer wordings first, so that none is cut short.
_SHORT = (
    ("文化广电新闻出版和旅游体育", "文广旅体"),
    ("文化广电新闻出版旅游", "文广新旅"),
    ("文化广电旅游体育", "文广旅体"),
    ("文化和旅游广电体育", "文旅广体"),
    ("文化广电和旅游", "文广旅"),
    ("文化体育和旅游", "文体旅"),
    ("文化旅游体育", "文旅体"),
    ("文化体育旅游", "文体旅"),
    ("文化广电体育", "文广体"),
    ("文化广电旅游", "文广旅"),
    ("文化和旅游", "文旅"),
    ("文化旅游", "文旅"),
    ("卫生和计划生育", "卫计"),
    ("卫生健康和体育", "卫健体"),
    ("卫生健康", "卫健"),
    ("教育和体育", "教体"),
    ("教育体育", "教体"),
    ("教育科技和体育", "教科体"),
    ("教育科技体育", "教科体"),
    ("教育和科技", "教科"),
    ("教育科技", "教科"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("市场监督管理", "市场监管"),
    ("自然资源和规划", "资规"),
    ("规划和自然资源", "规资"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("工业和信息化", "工信"),
    ("经济和信息化", "经信"),
    ("国有资产监督管理", "国资"),
    ("城市管理综合行政执法", "城管"),
    ("城市管理和综合执法", "城管"),
    ("城市管理", "城管"),
    ("退役军人事务", "退役军人"),
    ("应急管理", "应急"),
    ("医疗保障", "医保"),
    ("交通运输", "交通"),
    ("科学技术", "科技"),
    ("民族宗教事务", "民宗"),
    ("机关事务管理", "机关事务"),
    ("行政审批服务", "审批"),
    ("乡村振兴", "乡村振兴"),
)
_WHOLE = (
    ("文学艺术界联合会", "文联"),
    ("残疾人联合会", "残联"),
    ("妇女联合会", "妇联"),
    ("归国华侨联合会", "侨联"),
    ("工商业联合会", "工商联"),
    ("供销合作社联合社", "供销社"),
    ("供销合作联社", "供销社"),
    ("科学技术协会", "科协"),
    ("统一战线工作部", "统战部"),
    ("人民检察院", "检察院"),
    ("人民法院", "法院"),
    ("纪律检查委员会", "纪委"),
    ("工作委员会", "工委"),
    ("街道办事处", "街道"),
    ("人民政府", "政府"),
    ("股份有限公司", ""),
    ("有限责任公司", ""),
    ("集团有限公司", "集团"),
    ("有限公司", ""),
)


def unit_name(issuer: str) -> str:
    """The unit behind a folded issuer, party words off: 开封市文化广电和旅游局. Brackets in the name are dropped."""
    name = re.sub(r"\([^)]{0,100}\)|\s", "", issuer)
    name = re.sub(r"^(?:中国共产党|中共)", "", name)
    while PARTY.search(name) and not _COMMISSION.search(name) and len(PARTY.sub("", name)) >= 3:
        name = PARTY.sub("", name)
    return name


def short_name(issuer: str) -> str:
    """The name for lists and chips; an unknown wording is kept as it is.

    Provinces and municipalities in front of a lower place are dropped (北京市通州区… → 通州区…).
    """
    name = unit_name(issuer)
    place = region(name)
    body = affiliation(name) if place else ""  # a branch is told by its own name, 税务局
    rest = name[len(body) + len(place.name) :] if place else name
    if body == "共青团" and rest == "委员会":
        rest = "委"
    if body == "政协" and rest == "委员会":
        rest, body = "政协", ""
    if place and not rest and place.level in ("省", "市", "区", "县") and issuer.endswith("委员会"):
        rest = "委"
    for long, short in _WHOLE:
        rest = rest.replace(long, short)
    for long, short in _SHORT:
        if rest.startswith(long):
            rest = short + rest[len(long) :]
            break
    rest = re.sub(r"^(\w{2,6}?)委员会$", r"\1委", rest)
    return (body if body == "共青团" else "") + (place.local if place else "") + rest

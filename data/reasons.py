"""Why the system refused a file or folder, in a few Chinese words, for the one line a person reads."""

from __future__ import annotations

import errno

_SAID = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EFBIG: "文件超过允许的大小",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只能读",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "名称过长",
    errno.EEXIST: "已有同名的文件或链接",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "那里是一个文件夹",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件过多",
}


def reason(error: OSError) -> str:
    """What there is a word for; else what the system says."""
    return _SAID.get(error.errno or 0, error.strerror or str(error))

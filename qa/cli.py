"""`tongbao` and `python -m qa`: parse, dispatch, turn our errors into one line and exit code 2."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

from data.errors import TongbaoError
from qa.commands import arguments
from qa.commands.parser import Parser

# name → (module with add_arguments and run, help). The module is imported only for the command that
# runs, so `ask` never pays for what another command needs.
COMMANDS = {
    "app": ("qa.commands.app", "打开网页"),
    "password": ("qa.commands.password", "写出密码文件的一行(网页登录)"),
    "ask": ("qa.commands.ask", "提问,显示依据段落"),
    "add": ("qa.commands.add", "加入通报文件或文件夹"),
    "notices": ("qa.commands.notices", "列出已载入的通报"),
    "remove": ("qa.commands.remove", "移除通报"),
    "ledger": ("qa.commands.ledger", "导出整改台账(json、csv、xlsx、md)"),
    "check": ("qa.commands.check", "核对一份通报自身的数量、编号、遮蔽、标点与日期"),
    "facts": ("qa.commands.facts", "列出文件、承诺时限、数据与遮蔽"),
    "similar": ("qa.commands.similar", "找可比措施,并量出与他人原文的重合"),
    "compare": ("qa.commands.compare", "并排对比两个以上整改条目"),
    "matrix": ("qa.commands.matrix", "主题与通报的对照表"),
    "rebuild": ("qa.commands.rebuild", "用已载入的通报重建索引(换了编码器或版本之后)"),
    "verify": ("qa.commands.verify", "核对索引与保存的原文是否一致"),
    "migrate": ("qa.commands.migrate", "把本地索引移到 Milvus 服务上(中断后再运行即续)"),
    "mcp": ("qa.commands.mcp", "供其他程序使用的 MCP 服务(标准输入输出)"),
    "eval": ("qa.commands.eval", "评测:答得多好,改动有没有用"),
}
WITHOUT_LIBRARY = {"password"}  # opens none, so is not asked which
INTERRUPTED = 130  # what a shell says of a program that Ctrl-C ended
ERROR_EXIT = 2  # the house contract: 0 found, 1 nothing found, 2 our error
MORE = """例:tongbao ask "追责问责了多少人？"
各命令的参数见 tongbao 命令 --help
退出码:0 做成,1 没有找到(或检查、门槛没有通过),2 出错,并用一行说明"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    typed = list(sys.argv[1:] if argv is None else argv)
    chosen = next((a for a in typed if a in COMMANDS), None)
    parser = Parser(prog="tongbao", description="通报问答:读懂巡察整改情况通报", epilog=MORE)
    commands = parser.add_subparsers(dest="command", metavar="命令", required=True)
    for name, (module, text) in COMMANDS.items():
        # "resolve": eval compares several encoders and gives --encoder a meaning of its own
        sub = commands.add_parser(name, help=text, description=text, conflict_handler="resolve")
        if name == chosen:
            if name not in WITHOUT_LIBRARY:
                arguments.add_library(sub)
            importlib.import_module(module).add_arguments(sub)
    args = parser.parse_args(typed)
    try:
        if args.command not in WITHOUT_LIBRARY:
            arguments.settle_library(args)
        return int(importlib.import_module(COMMANDS[args.command][0]).run(args))
    except TongbaoError as error:
        sys.stderr.write(f"tongbao: {error}\n")
        return ERROR_EXIT
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it flushes
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("\ntongbao: 已中断;写入完成的都在,没有写完的再运行一次即可\n")
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())

"""A chat endpoint that speaks the real protocol over real HTTP and misbehaves on demand.

Run as its own process: `python endpoint_server.py`; prints its port. `/<mode>/chat/completions` picks what happens;
`GET /seen` is the last request. What it "writes" is fixed or, for `echo`, handed over in the question.
"""

import json
import socket
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

GOOD = "运用第一种形态追责问责10人。[1]另有制度19个。[1]"
SEEN = {}


def event(text=None, why=None):
    delta = {"content": text} if text is not None else {}
    return "data: " + json.dumps({"choices": [{"delta": delta, "finish_reason": why}]}, ensure_ascii=False) + "\n\n"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.answer(200, json.dumps(SEEN, ensure_ascii=False), "application/json")

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        SEEN.update(body=body, authorization=self.headers.get("Authorization", ""), path=self.path)
        mode = self.path.split("/")[1]
        SEEN["times"] = SEEN.get("times", 0) + 1
        if mode.isdigit():
            self.send_response(int(mode))
            self.send_header("Location", "/good/chat/completions")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            getattr(self, mode)(body)

    def answer(self, status, text, kind):
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def open(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def put(self, text):
        data = text if isinstance(text, bytes) else text.encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def end(self):
        self.wfile.write(b"0\r\n\r\n")

    def say(self, text):
        """Word by word, each event split in two chunks, as networks do, in the middle of a character."""
        self.open()
        self.put(": a comment line\n\n")
        for at in range(0, len(text), 3):
            data = event(text[at : at + 3]).encode()
            cut = data.find(b"\xe5") + 1 or 10
            self.put(data[:cut])
            self.put(data[cut:])
        self.put(event(why="stop") + "data: " + json.dumps({"choices": [], "usage": {"total_tokens": 9}}) + "\n\n")
        self.put("data: [DONE]\n\n")
        self.end()

    def good(self, body):
        self.say(GOOD)

    def echo(self, body):
        self.say(json.loads(body["messages"][1]["content"])["question"].split("请照写:")[1])

    def hostile(self, body):
        """Markup of every kind, some of it with a citation."""
        self.say(
            "运用第一种形态追责问责10人<img src=x onerror=window.__hit=1>。[1]${window.__hit=1}。[1]"
            "{{window.__hit=1}}。<a href=javascript:window.__hit=1>点我</a>。[1]"
            "<script>window.__hit=1</script>处分99人。[1]"
        )

    def slowly(self, body):
        self.open()
        for at in range(0, len(GOOD), 2):
            self.put(event(GOOD[at : at + 2]))
            time.sleep(0.15)
        self.put(event(why="stop"))
        self.end()

    def plain(self, body):
        message = {"role": "assistant", "content": GOOD}
        self.answer(200, json.dumps({"choices": [{"message": message, "finish_reason": "stop"}]}), "application/json")

    def cut(self, body):
        """The connection breaks in the middle of the answer."""
        self.open()
        self.put(event(GOOD[:20]))
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def unfinished(self, body):
        """The stream ends in good order, but before the end of the answer."""
        self.open()
        self.put(event(GOOD[:20]))
        self.end()

    def half(self, body):
        """A whole sentence, the beginning of the next, and then the end."""
        self.open()
        self.put(event(GOOD[:1]))
        time.sleep(0.15)  # longer than the pace at which a text is looked at
        self.put(event(GOOD[1:-4]))
        self.end()

    def silent(self, body):
        time.sleep(30)

    def stalled(self, body):
        self.open()
        self.put(event(GOOD[:20]))
        time.sleep(30)

    def junk(self, body):
        self.open()
        self.put('data: {"choices": [{"delta": \n\n')
        self.end()

    def shape(self, body):
        self.open()
        self.put('data: {"choices": "none"}\n\n')
        self.end()

    def page(self, body):
        self.answer(200, "<html><body>欢迎</body></html>", "text/html")

    def nothing(self, body):
        self.say("")

    def long(self, body):
        self.open()
        self.put(event(GOOD[:20]) + event(why="length") + "data: [DONE]\n\n")
        self.end()

    def endless(self, body):
        self.open()
        try:
            while True:
                self.put(event("没有完。" * 50))
        except OSError:
            self.close_connection = True

    def broken(self, body):
        """An error in the middle of the stream, as gateways report it."""
        self.open()
        self.put(event(GOOD[:20]) + 'data: {"error": {"message": "overloaded"}}\n\n')
        self.end()

    def bytes(self, body):
        self.open()
        self.put(b"data: \xff\xfe\n\n")
        self.end()


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()

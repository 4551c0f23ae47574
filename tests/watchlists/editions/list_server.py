"""A server on this machine that does what servers do: answers, cuts off, redirects, lies."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

from service.watchlists.editions.download import DownloadLimits

BODY = b"id,name\n" + b"".join(b"%d,Testan Examplov %d\n" % (at, at) for at in range(20_000))
MORE = b"id,name\nA,Proba Samplova\n"
TERMS = DownloadLimits(seconds=5, tries=3, pause_seconds=0.01, allow_private=True)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        site = self.server.site
        site.asked.append((self.path, dict(self.headers)))
        plan = site.plans.pop(0) if site.plans else {}
        body = plan.get("body", MORE if self.path.endswith("more.csv") else site.body)
        status, start = plan.get("status", 200), 0
        if site.etag and self.headers["If-None-Match"] == site.etag:
            status = 304
        if self.headers["Range"] and self.headers["If-Range"] == site.etag and status == 200:
            status, start = 206, int(self.headers["Range"][6:-1])
        self.send_response(status)
        if plan.get("location"):
            self.send_header("Location", plan["location"])
        if site.etag:
            self.send_header("ETag", site.etag)
        if status in (200, 206):
            self.send_header("Content-Length", str(plan.get("announced", len(body) - start)))
        self.end_headers()
        if status in (200, 206):
            self.wfile.write(body[start : plan.get("cut", len(body))])

    def log_message(self, *_):
        pass


def serve():
    """Serve on this machine until closed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    url = f"http://127.0.0.1:{server.server_port}/lists/own.csv"
    server.site = SimpleNamespace(asked=[], plans=[], body=BODY, etag='"one"', url=url)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.site
    server.shutdown()
    server.server_close()

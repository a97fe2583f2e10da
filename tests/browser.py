"""A headless Chromium over its debugging pipe: the standard library is all it takes."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from typing import Any

from tests.there import there

CLOCKLESS = {name: told for name, told in os.environ.items() if name not in ("LD_PRELOAD", "FAKETIME")}
"""The environment for big programs, which stumble over a shifted clock, and don't tell the time."""
NAMES = ("chromium", "chromium-browser", "google-chrome") if os.name == "posix" else ()
BINARY = next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One page. `log` holds console messages and exceptions, `requests` every URL that was asked for."""

    def __init__(self) -> None:
        self.home = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        import fcntl  # the pipes are POSIX's; elsewhere these tests skip

        (read, self.out), (self.into, write) = os.pipe(), os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (read, write)]  # clear of 3 and 4
        flags = (
            "--headless=new --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --disable-extensions"
        )
        command = [BINARY, *flags.split(), "--remote-debugging-pipe", f"--user-data-dir={self.home.name}"]
        self.process = subprocess.Popen(
            [there(word) for word in (*command, "about:blank")],
            close_fds=False,
            preexec_fn=lambda: (  # noqa: PLW1509 (no thread runs here)
                [os.dup2(end, place) for end, place in zip(ends, (3, 4), strict=True)]
            ),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=CLOCKLESS,
        )
        for end in (read, write, *ends):
            os.close(end)
        self.buffer, self.number, self.session = b"", 0, None
        self.log: list[Any] = []
        self.requests: list[Any] = []
        self.events: list[Any] = []
        pages = [one for one in self.call("Target.getTargets")["targetInfos"] if one["type"] == "page"]
        target = (
            pages[0]["targetId"] if pages else self.call("Target.createTarget", url="about:blank")["targetId"]
        )
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self.number:
                assert "error" not in answer, answer["error"]
                found: dict[str, Any] = answer["result"]
                return found

    def _next(self) -> dict[str, Any]:
        end = time.monotonic() + 60
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.into], [], [], max(0, end - time.monotonic()))
            data = os.read(self.into, 1 << 16) if ready else b""
            if not data:
                raise RuntimeError("the browser doesn't answer")
            self.buffer += data
        raw, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(raw)
        method, params = message.get("method"), message.get("params", {})
        self.events.append(method)
        if method == "Runtime.consoleAPICalled":
            self.log.append(params["args"])
        elif method == "Runtime.exceptionThrown":
            self.log.append(params["exceptionDetails"])
        elif method == "Log.entryAdded":
            self.log.append(params["entry"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        found: dict[str, Any] = message
        return found

    def open(
        self, url: str, *, width: int = 1280, height: int = 900, dark: bool = False, media: str = ""
    ) -> None:
        """Shows *url*, with its log and requests from the beginning."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
                    {"name": "prefers-reduced-motion", "value": "reduce"}]  # fmt: skip
        self.call("Emulation.setEmulatedMedia", media=media, features=features)
        for step in ("about:blank", url):  # by way of nothing, so that a fragment is looked at anew
            self.log, self.requests, self.events = [], [], []
            self.call("Page.navigate", url=step)
            while "Page.loadEventFired" not in self.events:
                self._next()

    def run(self, script: str) -> Any:
        """The value of an expression in the page; promises are awaited."""
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result["exceptionDetails"]
        return result["result"].get("value")

    def press(self, key: str, code: int = 0, text: str = "") -> None:
        """One key, down and up."""
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code,
                      **({"text": text} if text and kind == "keyDown" else {}))  # fmt: skip

    def shot(self, path: Any, *, full: bool = False, clip: Any = None) -> None:
        """A picture of the window, of all of the page, or of a part of it."""
        extra = {"clip": {**clip, "scale": 1}} if clip else {}
        data = self.call("Page.captureScreenshot", captureBeyondViewport=full or bool(clip), **extra)["data"]
        path.write_bytes(base64.b64decode(data))

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self.home.cleanup()

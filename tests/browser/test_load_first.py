"""Somebody on a phone with a poor connection opens a page for the first time: little is sent, and nothing jumps."""

import gzip

import pytest

pytestmark = pytest.mark.quiet

PAGE = "/handbook/kitchen/cleaning-the-oven/"
PHONE = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
# As Lighthouse throttles for mobile: slow 4G, and a processor four times slower (lighthouse/core/config/constants.js).
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6 * 1024**2 / 8, "uploadThroughput": 750 * 1024 / 8}
SLOWER = 4
WATCH = """
    window.shifts = 0;
    window.largest = 0;
    const see = (type, note) => {
        const look = new PerformanceObserver((list) => list.getEntries().forEach(note));
        look.observe({ type, buffered: true });
    };
    see('layout-shift', (entry) => { if (!entry.hadRecentInput) window.shifts += entry.value; });
    see('largest-contentful-paint', (entry) => { window.largest = entry.startTime; });
"""


class Network:
    """What a browser is sent, in bytes without the heads of the answers, of which HTTP/2 sends only what is new."""

    def __init__(self, tools):
        self.sent, self.begun_as = {}, {}
        tools.on("Network.responseReceived", self.begun)
        tools.on("Network.loadingFinished", self.finished)
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", SLOW)

    def begun(self, event):
        self.begun_as[event["requestId"]] = (event["type"], event["response"]["encodedDataLength"])

    def finished(self, event):
        kind, head = self.begun_as[event["requestId"]]
        if kind != "Image":
            self.sent[event["requestId"]] = event["encodedDataLength"] - head


@pytest.fixture
def visit(browser, editor, wiki):
    """Opens a page with nothing in the cache; the bytes without pictures, how much it jumped, and when its largest part
    was painted, in milliseconds. Proxies compress pages, as those under config/deploy do."""
    state = editor.page.context.storage_state()

    def visit(path):
        context = browser.new_context(storage_state=state, **PHONE)
        page = context.new_page()
        page.add_init_script(WATCH)
        tools = context.new_cdp_session(page)
        network = Network(tools)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        document = page.goto(wiki.url + path, wait_until="networkidle").body()
        shifts, largest = page.evaluate("[window.shifts, window.largest]")
        context.close()
        return sum(network.sent.values()) - len(document) + len(gzip.compress(document)), shifts, largest

    return visit


@pytest.mark.slow
@pytest.mark.parametrize("path", [PAGE, "/"])
def test_first_load_on_a_phone_is_small_quick_and_still(visit, path):
    visits = [visit(path) for _time in range(3)]
    sizes, shifts, paints = zip(*visits, strict=True)
    assert max(sizes) < 90_000
    assert max(shifts) < 0.01
    assert min(paints) < 1500, visits  # 1000 on a quiet machine: the tests beside this one are throttled as well

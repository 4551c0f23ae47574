-- For wrk: posts the bodies of a file, one a line, in turn, and ends with one line of JSON for benchmarks/closed_loop.py.
-- The file is named by the environment variable BODIES.

local requests = {}
local number = 0

function init(_)
    local headers = { ["Content-Type"] = "application/json" }
    for body in io.lines(os.getenv("BODIES")) do
        requests[#requests + 1] = wrk.format("POST", "/v1/screenings", headers, body)
    end
end

function request()
    number = number % #requests + 1
    return requests[number]
end

function done(summary, latency, _)
    local failed = summary.errors
    io.write(string.format(
        'RESULT {"answers": %d, "microseconds": %d, "failed": %d, "p50": %.1f, "p99": %.1f, "longest": %.1f}\n',
        summary.requests, summary.duration,
        failed.connect + failed.read + failed.write + failed.status + failed.timeout,
        latency:percentile(50), latency:percentile(99), latency.max))
end

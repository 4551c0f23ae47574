# Two stages: the first installs, the second only runs. Without an API key only loopback would be served, which nobody
# reaches from outside of a container, so the image refuses to start until there is one:
#   docker build -t sekisho .
#   docker run --rm -v sekisho:/data sekisho sekisho keys create NAME --role screener
#   docker run -p 127.0.0.1:8000:8000 -v sekisho:/data sekisho
FROM python:3.11-slim AS build
WORKDIR /source
COPY pyproject.toml requirements.lock README.md LICENSE NOTICE ./
COPY service service
COPY lists lists
RUN python -m venv /opt/sekisho \
 && /opt/sekisho/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock \
 && /opt/sekisho/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps .

FROM python:3.11-slim
# Pango and fonts of all scripts, for certificates as PDF. Not pinned: Debian keeps the newest version of a package only.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-cjk \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin sekisho \
 && mkdir /data \
 && chown sekisho /data
COPY --from=build /opt/sekisho /opt/sekisho
ENV PATH="/opt/sekisho/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    SEKISHO_DATA_DIR=/data \
    SEKISHO_HOST=0.0.0.0 \
    SEKISHO_PORT=8000
# By number, so that a platform can see that it is not root.
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=3s --start-period=10s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ['SEKISHO_PORT']}/readyz\", timeout=2)"]
CMD ["sekisho", "serve"]

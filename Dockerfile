# The published image: the program in a few files with all that it needs, and nothing else.
# (Node running the sources as they are costs 1.4 times the memory and three times the start.)

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No install scripts: the one among the development dependencies fetches Node, which this image is.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY src src
COPY config config
COPY release release
COPY examples/home-assistant/demo examples/home-assistant/demo
RUN npm run build && install --directory --owner=node cache
# Node reads what was compiled for the same user, path, version and kind of processor.
USER node
RUN node release/warm.ts && chmod -R a+rX cache

FROM node:24-bookworm-slim
ENV NODE_ENV=production SPOTIFY2MQTT_DATA=/data
# The same options as release/warm.ts, without which the cache is for nothing.
ENV NODE_COMPILE_CACHE=/app/cache NODE_OPTIONS=--max-semi-space-size=4
# Tokens live in /data, and a configuration made on the page in /config, readable by the user alone; volumes made from here
# inherit the owner.
RUN install --directory --owner=node --group=node --mode=0700 /data /config
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=build /app/dist dist
COPY --from=build --chown=root:root /app/cache cache
USER node
VOLUME /data
EXPOSE 8099
# Docker does nothing about it by itself; `docker ps` and whoever orders containers see it. The image has no curl.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.SPOTIFY2MQTT_HTTP__PORT || 8099}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/dist/main.js"]
# The names under which the Supervisor, too, says what it builds. There are no native add-ons: but for the cache, every architecture has the same files.
ARG BUILD_VERSION=0.1.0
ARG BUILD_REVISION=unknown
LABEL org.opencontainers.image.title="spotify2mqtt" \
  org.opencontainers.image.description="Spotify players in Home Assistant over MQTT, with pairing codes that people find and NFC tags that play" \
  org.opencontainers.image.url="https://github.com/spotify2mqtt/spotify2mqtt" \
  org.opencontainers.image.source="https://github.com/spotify2mqtt/spotify2mqtt" \
  org.opencontainers.image.documentation="https://github.com/spotify2mqtt/spotify2mqtt/blob/main/docs/README.md" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="${BUILD_VERSION}" \
  org.opencontainers.image.revision="${BUILD_REVISION}" \
  org.opencontainers.image.base.name="docker.io/library/node:24-bookworm-slim" \
  io.hass.type="app" \
  io.hass.version="${BUILD_VERSION}" \
  io.hass.arch="aarch64|amd64"

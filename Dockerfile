# Build with the whole tool chain; run with production packages only, as an ordinary user.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
# The client library of PostgreSQL, an optional one, is for worlds that several containers share.
RUN pg=$(node -p "require('./node_modules/pg/package.json').version") && npm run build && \
  npm prune --omit=dev --ignore-scripts && npm install --no-save --ignore-scripts "pg@$pg"

FROM node:24-bookworm-slim
# Containers are reached from outside; HOST is the default of --host, PORT that of --port.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4010
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/bin ./bin
COPY --from=build /app/dist ./dist
COPY --from=build /app/node_modules ./node_modules
USER node
EXPOSE 4010
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD ["node", "bin/health.mjs"]
ENTRYPOINT ["node", "bin/flowtwin.js"]
CMD ["serve"]

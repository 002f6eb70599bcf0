const { randomUUID } = require('node:crypto')

const root = process.env.FLOWTWIN_URL

/** Sends a request to the control API; returns the body of the response. */
async function callControl(method, path, body) {
  const response = await fetch(`${root}/_twin/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`)
  return text === '' ? null : JSON.parse(text)
}

/** Creates a world for one test, with options such as `{ seed: 7, runs: 20 }`; its clock is frozen. */
async function createWorld(options = {}) {
  const { name, path } = await callControl('POST', '/worlds', {
    name: `jest-${randomUUID()}`,
    clock: 'frozen',
    ...options,
  })
  return {
    url: root + path,
    /** Advances the clock by a duration such as "31m"; returns the events. */
    advance: async (duration) => (await callControl('POST', `/worlds/${name}/clock`, { advance: duration })).events,
    /** The requests to this world, with hints. */
    readJournal: async () => (await callControl('GET', `/worlds/${name}/journal`)).entries,
    delete: () => callControl('DELETE', `/worlds/${name}`),
  }
}

module.exports = { createWorld }

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTwin } from 'flowtwin'

/** Polls a verification until it has an outcome. The caller passes `wait`, so that tests do not sleep. */
async function pollOutcome(fetch, { url, token, wait }) {
  for (;;) {
    const response = await fetch(new Request(url, { headers: { authorization: `Bearer ${token}` } }))
    if (!response.ok) throw new Error(`GET ${url} returned ${response.status}`)
    const session = await response.json()
    if (session.outcome !== undefined && session.outcome !== null) return session.outcome
    if (session.status === 'EXPIRED') return 'EXPIRED'
    await wait()
  }
}

test('polls a verification to its end without sleeping', async () => {
  const twin = createTwin({ seed: 7, runs: 40 })
  const { demo } = twin.vendors.find(({ name }) => name === 'idnow')
  const base = 'http://twin.test'
  const headers = { authorization: demo.authorization }
  const list = await (await twin.fetch(new Request(`${base}${demo.buildExamplePath(twin.world)}`, { headers }))).json()
  const { sessionId, environment } = list.content[0]
  const url = `${base}/api/v1/${environment}/sessions/${sessionId}`

  let polls = 0
  const wait = async () => {
    polls++
    twin.clock.advance('10m')
  }
  const outcome = await pollOutcome(twin.fetch, { url, token: demo.credential, wait })
  assert.ok(outcome.length > 0)
  assert.ok(polls < 200)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTwin } from 'flowtwin'

/** Asks for a verification until it has ended, and says how. The waiting is handed in, so that tests need not wait. */
async function outcomeOf(fetch, { url, token, wait }) {
  for (;;) {
    const answer = await fetch(new Request(url, { headers: { authorization: `Bearer ${token}` } }))
    if (!answer.ok) throw new Error(`asking for the session answered ${answer.status}`)
    const session = await answer.json()
    if (session.outcome !== undefined && session.outcome !== null) return session.outcome
    if (session.status === 'EXPIRED') return 'EXPIRED'
    await wait()
  }
}

test('a verification is polled to its end without waiting for it', async () => {
  const twin = createTwin({ seed: 7, runs: 40 })
  const idnow = twin.vendors.find(({ name }) => name === 'idnow')
  const base = 'http://twin.test'
  const headers = { authorization: idnow.showcase.authorization }
  const list = await (await twin.fetch(new Request(`${base}${idnow.showcase.example(twin.world)}`, { headers }))).json()
  const { sessionId, environment } = list.content[0]
  const url = `${base}/api/v1/${environment}/sessions/${sessionId}`

  let polls = 0
  const wait = async () => {
    polls++
    twin.clock.advance('10m')
  }
  const outcome = await outcomeOf(twin.fetch, { url, token: idnow.showcase.credential, wait })
  assert.ok(outcome.length > 0)
  assert.ok(polls < 200)
})

const { listSessions } = require('./sessions.js')
const { createWorld } = require('./world.js')

let world
beforeEach(async () => {
  world = await createWorld({ seed: 7, runs: 40 })
})
afterEach(() => world.delete())

test('lists sessions without an answer for half an hour as expired', async () => {
  const running = await listSessions(world.url, 'demo', 'running')
  expect(running.length).toBeGreaterThan(0)
  await world.advance('31m')
  const expired = await listSessions(world.url, 'demo', 'expired')
  expect(expired).toEqual(expect.arrayContaining([expect.any(String)]))
  expect(await listSessions(world.url, 'demo', 'running')).not.toEqual(running)
})

test('throws for an expired token, and the journal names the reason', async () => {
  await expect(listSessions(world.url, 'flowtwinexpired', 'running')).rejects.toThrow('the feed returned 401')
  const [{ note, hints }] = await world.readJournal()
  expect([note, ...hints].join('; ')).toMatch(/the token is expired; this credential is not accepted/)
})

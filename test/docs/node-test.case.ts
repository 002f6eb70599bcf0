import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { connect, createTwin, type TwinWorld } from 'flowtwin'

const url = process.env['FLOWTWIN_URL']
let base: TwinWorld
before(async () => {
  base = await connect(url ?? createTwin(), { world: { runs: 20 } })
})
after(() => base.delete())

test('a new run is queued first', async () => {
  const world = await base.fork()
  const { events } = await world.clock.advanceToNext()
  assert.deepEqual([events[0]?.type, events[0]?.status], ['created', 'queued'])
  const run = await world.callControl('driveRun', { path: { run: '0' }, body: { end: 'cancelled' } })
  assert.equal(run.status, 'cancelled')
  await world.delete()
})

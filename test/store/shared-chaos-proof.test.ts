import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAllViolations, type Incident, runChaos } from './chaos.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.remove())

/** 22 kills, 11 restarts of the database, 11 pauses and 6 planned stops. */
const INCIDENTS: readonly Incident[] = Array.from({ length: 11 }, (_, round): readonly Incident[] => [
  'kill',
  'restart-database',
  'kill',
  'pause',
  ...(round % 2 === 0 ? ['stop' as const] : []),
]).flat()

// Takes many minutes, and much longer beside other work: FLOWTWIN_LONG_CHAOS=1 adds it to the proof suite.
describe('worlds that three servers share while 50 things happen to these', () => {
  it('are linearizable in 10,000 requests', async () => {
    const { histories, ownersHit } = await runChaos(postgres, {
      servers: 3,
      clients: 8,
      requests: 10_000,
      incidents: INCIDENTS,
      worlds: ['one', 'two', 'three'],
      seed: 11,
    })
    const counts: Record<string, number> = { observations: 0, unanswered: 0, operations: 0 }
    for (const history of histories.values()) {
      for (const name of ['observations', 'unanswered'] as const) counts[name]! += history[name].length
      counts['operations']! += history.log.operations.length
    }
    expect(await findAllViolations(histories)).toEqual([])
    console.log({ ...counts, ownersHit })
    expect(counts['observations']).toBeGreaterThan(9000)
    expect(ownersHit.kill).toBeGreaterThanOrEqual(20)
    expect(ownersHit.pause).toBeGreaterThanOrEqual(10)
    expect(ownersHit.stop).toBeGreaterThanOrEqual(5)
  })
})

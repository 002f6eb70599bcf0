import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAllViolations, runChaos } from './chaos.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.remove())

describe('worlds that three servers share while these are killed, paused and restarted', () => {
  it('are linearizable, byte for byte', async () => {
    const { histories } = await runChaos(postgres, {
      servers: 3,
      clients: 8,
      requests: 600,
      incidents: ['kill', 'pause', 'restart-database', 'stop', 'kill'],
      worlds: ['one', 'two'],
      seed: 7,
    })
    for (const history of histories.values()) {
      expect(history.observations.length).toBeGreaterThan(100)
      expect(history.unanswered.length).toBeLessThan(100)
    }
    expect(await findAllViolations(histories)).toEqual([])
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningServer } from '../../mock/http/node/server.ts'
import { createTwin } from '../../mock/twin.ts'
import { runCommand } from './command.ts'

const VERBS: readonly (readonly string[])[] = [
  ['world'],
  ['clock'],
  ['snapshot'],
  ['deliveries'],
  ['run', 'list'],
  ['burst', '1', '--flow', '0'],
  ['arrivals', '10s'],
  ['journal'],
  ['wait'],
  ['delivery-report'],
  ['fault'],
  ['limits'],
  ['scenario'],
  ['env', 'qyvo'],
  ['show', '--index', '-1', '--vendor', 'qyvo'],
]

let server: RunningServer

beforeAll(async () => {
  server = await createTwin({ runs: 5, clock: 'frozen' }).listen()
})
afterAll(async () => server.close())

describe('the URL of a server', () => {
  it.each(VERBS.map((args) => [args]))('is checked in the same way by %j', async (args) => {
    for (const url of ['localhost:4010', 'nowhere', 'ftp://localhost', '/_twin']) {
      const { code, stdout, stderr } = await runCommand([...args, '--url', url])
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toBe(`flowtwin: --url "${url}" is no URL of a server; give one such as http://127.0.0.1:4010.\n`)
    }
  })

  it.each(VERBS.map((args) => [args]))(
    'comes from FLOWTWIN_URL with %j, and the world from FLOWTWIN_WORLD',
    async (args) => {
      const missing = await runCommand(args, { FLOWTWIN_URL: 'localhost:4010' })
      expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('--url "localhost:4010"')])
      const { code, stdout, stderr } = await runCommand(args, { FLOWTWIN_URL: server.url, FLOWTWIN_WORLD: 'elsewhere' })
      if (args[0] === 'env') expect(stdout).toContain(`${server.url}/w/elsewhere/api/v1`)
      // These three read what all worlds share.
      else if (['world', 'wait', 'scenario'].includes(args[0] ?? '')) expect([code, stderr]).toEqual([0, ''])
      else expect([code, stderr]).toEqual([1, expect.stringContaining('there is no world "elsewhere"')])
    },
  )
})

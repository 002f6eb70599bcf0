import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { playScript } from '../isolation/script.ts'
import { createFolder, openTwin, readWorld, send, startFlow } from './store-twin.ts'

/** One folder for each version whose logs differ from those of the version before: its store, and the digests of its worlds. */
const RELEASES = join(import.meta.dirname, '../../fixtures/store')
const WORLDS = ['default', 'script', 'fork']

/** Writes worlds with all kinds of operations into a store. */
async function writeWorlds(folder: string): Promise<void> {
  const twin = await openTwin(folder)
  const fetch = async (url: string, init: RequestInit) => twin.fetch(new Request(url, init))
  await playScript('script', 60, { origin: 'http://localhost', fetch })
  const control = '/_twin/v1/worlds/default'
  const requests: readonly (readonly [method: string, path: string, body: unknown])[] = [
    ['POST', `${control}/clock`, { advance: '31m' }],
    ['POST', `${control}/runs`, { flow: 0, contact: { name: 'Ada' } }],
    ['POST', '/public/v2/webhooks', { data: { type: 'webhooks', attributes: WEBHOOK } }],
    [
      'PUT',
      `${control}/faults`,
      { rules: [{ id: 'third', operation: 'qyvo.me', when: { first: 3 }, effect: 'status=503' }] },
    ],
    ['PUT', `${control}/rate-limits`, { qyvo: { limit: 5, window: '60s' } }],
    ['POST', '/_twin/v1/worlds', { name: 'fork', from: 'default' }],
    ['POST', '/w/fork/api/v2/contacts.json', { name: 'Only in the fork' }],
    ['POST', '/_twin/v1/worlds/fork/clock', { clock: '60x' }],
    ['POST', '/_twin/v1/worlds/fork/clock', { clock: 'frozen' }],
  ]
  await startFlow(twin, ['+31612340001', '+31612340002'])
  const { data } = JSON.parse((await send(twin, 'GET', '/public/v2/flow-runs')).text) as { data: { id: string }[] }
  expect((await send(twin, 'DELETE', `/public/v2/flow-runs/${data[0]?.id}`)).status).toBe(200)
  for (const [method, path, body] of requests) {
    const { status, text } = await send(twin, method, path, body)
    expect([path, status < 300, text]).toEqual([path, true, text])
  }
  await twin.close()
}

const WEBHOOK = { resourceType: 'flowRuns', event: 'create', webhookUrl: 'http://localhost:9/hook' }

async function digestWorlds(folder: string): Promise<Readonly<Record<string, string>>> {
  const twin = await openTwin(folder)
  const digests: Record<string, string> = {}
  for (const world of WORLDS) {
    const texts = await readWorld(twin, world)
    texts.forEach((text) => expect(text).toMatch(/^200 /))
    digests[world] = createHash('sha256').update(texts.join('\n')).digest('hex')
  }
  await twin.close()
  return digests
}

describe('the logs of released versions', () => {
  const version = process.env['FLOWTWIN_WRITE_LOGS']
  if (version !== undefined)
    it('are written for a new version', async () => {
      const release = join(RELEASES, version)
      await writeWorlds(join(release, 'worlds'))
      for (const name of ['.lock', '.probe']) rmSync(join(release, 'worlds', name), { force: true })
      const copy = createFolder()
      cpSync(join(release, 'worlds'), copy, { recursive: true })
      writeFileSync(join(release, 'digests.json'), `${JSON.stringify(await digestWorlds(copy), null, 2)}\n`)
    })

  it.each(readdirSync(RELEASES))('of version %s give the same bytes as then', async (released) => {
    const copy = createFolder()
    cpSync(join(RELEASES, released, 'worlds'), copy, { recursive: true })
    const digests = JSON.parse(readFileSync(join(RELEASES, released, 'digests.json'), 'utf8')) as object
    expect(await digestWorlds(copy)).toEqual(digests)
  })
})

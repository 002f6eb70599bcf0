import { pbkdf2 } from 'node:crypto'
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { FilePool, FolderLog } from '../../mock/store/folder-log.ts'
import { encodeLine, type WorldHead } from '../../mock/store/record.ts'
import { createFolder, createRequest, findLog, openTwin, readWorld, send, startFlow } from './store-twin.ts'

const derive = promisify(pbkdf2)

const PHONES = ['+31612340001', '+31612340002', '+31612340003', '+31612340004'] as const

describe('worlds in a folder', () => {
  it('gives the same bytes after a restart', async () => {
    const folder = createFolder()
    const twin = await openTwin(folder)
    expect((await startFlow(twin, PHONES.slice(0, 2))).status).toBe(201)
    await send(twin, 'POST', '/_twin/v1/worlds/default/clock', { advance: '31m' })
    await send(twin, 'POST', '/w/other/api/v2/contacts.json', { name: 'Ann', urns: [`tel:${PHONES[2]}`] })
    expect((await send(twin, 'PUT', '/_twin/v1/worlds/other/arrivals', { interval: '90s' })).status).toBe(200)
    const before = [await readWorld(twin), await readWorld(twin, 'other')]
    await twin.close()
    const again = await openTwin(folder)
    expect([await readWorld(again), await readWorld(again, 'other')]).toEqual(before)
    await again.close()
  })

  it('keeps a flow that was added, with its ids and runs', async () => {
    const folder = createFolder()
    const twin = await openTwin(folder)
    const flows = '/_twin/v1/worlds/default/flows'
    const added = await send(twin, 'POST', flows, { name: 'Cart rescue', ttl: '24h', questions: [{ key: 'coupon' }] })
    expect(added.status).toBe(201)
    const { vendors } = JSON.parse(added.text) as { readonly vendors: { readonly rapidpro: { readonly id: string } } }
    const start = { flow: vendors.rapidpro.id, urns: [`tel:${PHONES[0]}`] }
    expect((await send(twin, 'POST', '/api/v2/flow_starts.json', start)).status).toBe(201)
    const read = async (from: typeof twin) => [
      (await send(from, 'GET', flows)).text,
      (await send(from, 'GET', `/api/v2/runs.json?flow=${vendors.rapidpro.id}`)).text,
      await readWorld(from),
    ]
    const before = await read(twin)
    expect(before[1]).toContain('Cart rescue')
    await twin.close()
    const again = await openTwin(folder)
    expect(await read(again)).toEqual(before)
    await again.close()
  })

  it('writes one line for each request, however many operations it has', async () => {
    const folder = createFolder()
    const twin = await openTwin(folder)
    await startFlow(twin, PHONES.slice(0, 1))
    await startFlow(twin, PHONES.slice(1, 3))
    const { revision } = twin.world
    await twin.close()
    const lines = readFileSync(findLog(folder), 'utf8').trimEnd().split('\n')
    const records = lines.map((line) => JSON.parse(line.slice(9)) as { operations?: readonly unknown[] })
    expect(records.at(-1)?.operations?.length).toBe(3)
    expect(records.reduce((sum, { operations = [] }) => sum + operations.length, 0)).toBe(revision)
  })

  it.each(['os', 'disk'] as const)('stores more worlds than it keeps files open, with --sync %s', async (sync) => {
    const folder = createFolder()
    const twin = await openTwin(folder, {}, { sync })
    const names = Array.from({ length: 200 }, (_, index) => `world-${index}`)
    const create = (name: string) => send(twin, 'POST', `/w/${name}/api/v2/contacts.json`, { name: 'Ann' })
    const answers = await Promise.all(names.map(create))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    await twin.close()
    const reopened = await openTwin(folder)
    for (const name of names) {
      const { text } = await send(reopened, 'GET', `/_twin/v1/worlds/${name}`)
      expect(JSON.parse(text)).toMatchObject({ name, operationCount: 1 })
    }
    await reopened.close()
  })

  it('syncs a log whose file leaves the pool of open files meanwhile', async () => {
    const pool = new FilePool(1)
    const log = new FolderLog({} as WorldHead, join(createFolder(), '1.log'), [], { pool, dirty: new Set() })
    for (const line of ['head\n', 'record\n']) {
      log.append(line, 0)
      log.write()
    }
    // The threads that wait for the disk are busy for longer than it takes to close the file.
    const busy = Array.from({ length: 16 }, () => derive('text', 'salt', 100_000, 64, 'sha512'))
    const synced = log.sync()
    pool.closeAll()
    await expect(synced).resolves.toBeUndefined()
    await Promise.all(busy)
  })

  it('answers 503 where a world that was moved away needs its log, and the rest from memory', async () => {
    const folder = createFolder()
    const twin = await openTwin(folder)
    await send(twin, 'POST', '/w/moved/api/v2/contacts.json', { name: 'Ann' })
    await send(twin, 'POST', '/_twin/v1/worlds/moved/clock', { advance: '1h' })
    const request = createRequest('GET', '/w/moved/api/v2/contacts.json')
    request.headers.set('x-flowtwin-as-of', '2026-01-15T09:30:00Z')
    expect((await twin.fetch(request.clone())).status).toBe(200)
    await send(twin, 'POST', '/_twin/v1/worlds/moved/clock', { advance: '1h' })
    renameSync(join(folder, 'moved'), join(createFolder(), 'moved'))
    expect((await send(twin, 'GET', '/w/moved/api/v2/contacts.json')).status).toBe(200)
    const snapshot = await send(twin, 'GET', '/_twin/v1/worlds/moved/snapshot')
    expect([snapshot.status, snapshot.text]).toEqual([503, expect.stringContaining('log of world')])
    request.headers.set('x-flowtwin-as-of', '2026-01-15T10:30:00Z')
    const past = await twin.fetch(request)
    expect([past.status, await past.text()]).toEqual([503, expect.stringContaining('log of world')])
    await twin.close()
  })

  it('has no file for a world without operations', async () => {
    const folder = createFolder()
    const listWorlds = () => readdirSync(folder).filter((name) => !name.startsWith('.'))
    const twin = await openTwin(folder)
    await readWorld(twin)
    await readWorld(twin, 'only-read')
    expect(listWorlds()).toEqual([])
    await send(twin, 'POST', '/_twin/v1/worlds', { name: 'made', seed: 7 })
    expect(listWorlds()).toEqual(['made'])
    await twin.close()
    const again = await openTwin(folder)
    expect((await send(again, 'GET', '/_twin/v1/worlds/made')).text).toContain('"seed":7')
    await again.close()
  })

  it('loses only the last record of a log that is cut at any of its bytes', async () => {
    const folder = createFolder()
    const twin = await openTwin(folder)
    await startFlow(twin, PHONES.slice(0, 2))
    const before = await readWorld(twin)
    const { revision, now } = twin.world
    await twin.close()
    const log = findLog(folder)
    const start = statSync(log).size
    const second = await openTwin(folder)
    await send(second, 'POST', '/_twin/v1/worlds/default/clock', { advance: '31m' })
    await second.close()
    const bytes = readFileSync(log)
    for (let cut = 0; cut < bytes.length - start; cut++) {
      writeFileSync(log, bytes.subarray(0, start + cut))
      const messages: string[] = []
      const reopened = await openTwin(folder, {}, { report: (message) => messages.push(message) })
      expect([reopened.world.revision, reopened.world.now]).toEqual([revision, now])
      if (cut % 32 === 1) expect(await readWorld(reopened)).toEqual(before)
      await reopened.close()
      expect(messages).toEqual(
        cut === 0 ? [] : [`${log} ended with an incomplete record at byte ${start}, which was cut off`],
      )
      expect(statSync(log).size).toBe(start)
    }
  })

  it('refuses a world with a damaged byte before its end, and serves the others', async () => {
    const folder = createFolder()
    const twin = await openTwin(folder)
    for (const world of ['bad', 'good']) {
      await startFlow(twin, PHONES.slice(0, 1), world)
      await startFlow(twin, PHONES.slice(1, 2), world)
    }
    const before = await readWorld(twin, 'good')
    await twin.close()
    const log = findLog(folder, 'bad')
    const bytes = readFileSync(log)
    const lineStart = bytes.indexOf('\n') + 1
    bytes[lineStart + 40]! ^= 1
    writeFileSync(log, bytes)
    const again = await openTwin(folder)
    const refused = await send(again, 'GET', '/w/bad/api/v2/runs.json')
    expect([refused.status, refused.headers.get('x-flowtwin-refused')]).toEqual([503, 'store'])
    expect(refused.text).toContain(`${log} is damaged at byte ${lineStart}`)
    expect((await send(again, 'GET', '/_twin/v1/worlds/bad')).status).toBe(503)
    expect(await readWorld(again, 'good')).toEqual(before)
    await again.close()
    expect(readFileSync(log)).toEqual(bytes)
  })

  it.each([
    ['log format', { format: 2 }],
    ['dataset version', { dataSetVersion: 2 }],
    ['reducer version', { reducerVersion: 2 }],
  ])('refuses a log with a newer %s by name, and leaves it unchanged', async (name, member) => {
    const folder = createFolder()
    const twin = await openTwin(folder)
    await startFlow(twin, PHONES.slice(0, 1), 'newer')
    await twin.close()
    const log = findLog(folder, 'newer')
    const [head = '', ...records] = readFileSync(log, 'utf8').split('\n')
    const newer = encodeLine({ ...JSON.parse(head.slice(9)), ...member }) + records.join('\n')
    writeFileSync(log, newer)
    const again = await openTwin(folder)
    const { status, text } = await send(again, 'GET', '/w/newer/api/v2/runs.json')
    expect([status, text]).toEqual([503, expect.stringContaining(`a newer Flowtwin: it has ${name} 2`)])
    await again.close()
    expect(readFileSync(log, 'utf8')).toBe(newer)
  })

  it('refuses a log with a record of an unknown kind', async () => {
    const folder = createFolder()
    const twin = await openTwin(folder)
    await startFlow(twin, PHONES.slice(0, 1), 'newer')
    await twin.close()
    const log = findLog(folder, 'newer')
    const newer = readFileSync(log, 'utf8') + encodeLine({ teleport: true } as never)
    writeFileSync(log, newer)
    const again = await openTwin(folder)
    expect((await send(again, 'GET', '/w/newer/api/v2/runs.json')).text).toContain('record of kind \\"teleport\\"')
    await again.close()
    expect(readFileSync(log, 'utf8')).toBe(newer)
  })

  it('locks the folder against a second server, and frees it at the end', async () => {
    const folder = createFolder()
    const twin = await openTwin(folder)
    await expect(openTwin(folder)).rejects.toThrow(`another server uses the store ${folder} (process ${process.pid})`)
    await twin.close()
    await (await openTwin(folder)).close()
  })

  it('stops writing when another process has written to a log', async () => {
    const folder = createFolder()
    const twin = await openTwin(folder)
    await startFlow(twin, PHONES.slice(0, 1))
    truncateSync(findLog(folder), statSync(findLog(folder)).size - 1)
    const { status } = await startFlow(twin, PHONES.slice(1, 2))
    expect(status).toBe(503)
    expect((await send(twin, 'GET', '/_twin/v1/health')).text).toContain('another process writes to')
    await twin.close()
  })

  it('forks, resets and deletes as without a store', async () => {
    const folder = createFolder()
    const twin = await openTwin(folder)
    await startFlow(twin, PHONES.slice(0, 2))
    await send(twin, 'POST', '/_twin/v1/worlds', { name: 'fork', from: 'default' })
    const forked = await readWorld(twin, 'fork')
    await startFlow(twin, PHONES.slice(2, 3), 'fork')
    await send(twin, 'POST', '/_twin/v1/worlds', { name: 'forked-again', from: 'fork' })
    const forkedAgain = await readWorld(twin, 'forked-again')
    await send(twin, 'POST', '/_twin/v1/worlds/fork/reset', {})
    await startFlow(twin, PHONES.slice(3, 4), 'default')
    const changed = await readWorld(twin)
    await twin.close()

    const again = await openTwin(folder)
    expect(await readWorld(again, 'fork')).toEqual(forked)
    expect(await readWorld(again, 'forked-again')).toEqual(forkedAgain)
    expect(await readWorld(again)).toEqual(changed)
    await startFlow(again, PHONES.slice(2, 3), 'fork')
    await send(again, 'DELETE', '/_twin/v1/worlds/forked-again')
    await send(again, 'POST', '/_twin/v1/worlds/default/reset', {})
    await send(again, 'POST', '/_twin/v1/worlds/fork/reset', {})
    const emptied = await readWorld(again)
    await again.close()

    const third = await openTwin(folder)
    expect(await readWorld(third, 'fork')).toEqual(forked)
    expect(await readWorld(third)).toEqual(emptied)
    expect(third.world.revision).toBe(0)
    expect(existsSync(join(folder, 'forked-again'))).toBe(false)
    await third.close()
  })

  it('keeps a fork when the world that it came from is deleted and created again', async () => {
    const folder = createFolder()
    const twin = await openTwin(folder)
    await startFlow(twin, PHONES.slice(0, 2), 'parent')
    await send(twin, 'POST', '/_twin/v1/worlds', { name: 'child', from: 'parent' })
    const before = await readWorld(twin, 'child')
    await send(twin, 'DELETE', '/_twin/v1/worlds/parent')
    await startFlow(twin, PHONES.slice(2, 3), 'parent')
    expect(await readWorld(twin, 'child')).toEqual(before)
    await twin.close()
    const again = await openTwin(folder)
    expect(await readWorld(again, 'child')).toEqual(before)
    await again.close()
  })

  it('shows past states and snapshots of a world that was opened as before', async () => {
    const folder = createFolder()
    const twin = await openTwin(folder)
    await startFlow(twin, PHONES.slice(0, 2))
    await send(twin, 'POST', '/_twin/v1/worlds/default/clock', { advance: '10m' })
    await startFlow(twin, PHONES.slice(2, 3))
    await send(twin, 'POST', '/_twin/v1/worlds/default/clock', { advance: '10m' })
    const paths = ['/_twin/v1/worlds/default/snapshot', '/_twin/v1/worlds/default/runs?at=2026-01-15T09:05:00Z']
    const read = async (one: typeof twin) => Promise.all(paths.map(async (path) => (await send(one, 'GET', path)).text))
    const before = await read(twin)
    await twin.close()
    const again = await openTwin(folder)
    expect(await read(again)).toEqual(before)
    await again.close()
  })
})

describe('a request that fails', () => {
  it('leaves the world as it was when it throws after its first operation', async () => {
    const twin = await openTwin(createFolder())
    const { world } = twin
    const before = world.view()
    const apply = () =>
      world.applyAtomically(() => {
        world.applyOperation({ kind: 'create-contact', person: world.getPerson(1) })
        throw new Error('after the first operation')
      })
    expect(apply).toThrow('after the first operation')
    expect(world.revision).toBe(0)
    expect(world.view()).toBe(before)
    await twin.close()
  })
})

describe('a planned stop', () => {
  it('keeps journal, used rate limits and hits of fault rules; a crash does not', async () => {
    const folder = createFolder()
    const options = { limits: true }
    const rule = { id: 'third', operation: 'rapidpro.listContacts', when: { calls: { from: 3 } }, effect: 'status=503' }
    const twin = await openTwin(folder, options)
    await send(twin, 'PUT', '/_twin/v1/worlds/default/faults', { rules: [rule] })
    await send(twin, 'PUT', '/_twin/v1/worlds/default/rate-limits', { rapidpro: { limit: 4, window: '60s' } })
    const list = async (one: typeof twin) => (await send(one, 'GET', '/api/v2/contacts.json')).status
    const readJournal = async (one: typeof twin) => (await send(one, 'GET', '/_twin/v1/worlds/default/journal')).text
    expect([await list(twin), await list(twin)]).toEqual([200, 200])
    const before = await readJournal(twin)
    await twin.close()
    const planned = await openTwin(folder, options)
    expect(await readJournal(planned)).toEqual(before)
    expect([await list(planned), await list(planned), await list(planned)]).toEqual([503, 503, 429])
    // A crash stores nothing: its successor opens the same files.
    const copy = createFolder()
    cpSync(folder, copy, { recursive: true, filter: (path) => !path.endsWith('.lock') })
    const crashed = await openTwin(copy, options)
    expect(JSON.parse(await readJournal(crashed))).toMatchObject({ total: 0 })
    expect([await list(crashed), await list(crashed)]).toEqual([200, 200])
    for (const one of [planned, crashed]) await one.close()
  })

  it('rejects what comes later, and keeps the journal of a world that a request was waiting for', async () => {
    const folder = createFolder()
    const twin = await openTwin(folder)
    for (const name of ['Ann', 'Bob']) await send(twin, 'POST', '/w/late/api/v2/contacts.json', { name })
    await twin.close()
    const stopping = await openTwin(folder)
    await send(stopping, 'GET', '/api/v2/contacts.json')
    const writes = [
      ['POST', '/api/v2/contacts.json', { name: 'Cid' }],
      ['POST', '/w/late/api/v2/contacts.json', { name: 'Cid' }],
      ['POST', '/w/new/api/v2/contacts.json', { name: 'Cid' }],
      ['POST', '/_twin/v1/worlds', { name: 'newer' }],
      ['DELETE', '/_twin/v1/worlds/late', undefined],
      ['POST', '/_twin/v1/worlds/default/clock', { advance: '1d' }],
    ] as const
    const sendAll = () => Promise.all(writes.map(([method, path, body]) => send(stopping, method, path, body)))
    const early = send(stopping, 'POST', '/w/late/api/v2/contacts.json', { name: 'Cid' })
    await stopping.close()
    const answers = [await early, ...(await sendAll())]
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503))
    const later = await openTwin(folder)
    const { text } = await send(later, 'GET', '/_twin/v1/worlds/late/journal')
    expect(JSON.parse(text)).toMatchObject({ total: 2 })
    expect((await readWorld(later)).join()).not.toContain('Cid')
    expect((await send(later, 'GET', '/_twin/v1/worlds')).text).not.toContain('"new')
    await later.close()
  })
})

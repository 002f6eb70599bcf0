import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { readCheckpoint } from '../../mock/store/checkpoint/files.ts'
import { TAIL_BYTES } from '../../mock/store/checkpoint/sections.ts'
import type { Twin } from '../../mock/twin.ts'
import { prepareChild } from './child-server.ts'
import { playHistory, readAll } from './random-history.ts'
import { createFolder, createRequest, findLog, openTwin, readWorld, send, startFlow } from './store-twin.ts'

/** Stores a checkpoint whenever the server stops. */
const ALWAYS = { checkpointAfter: 1 }
const NEVER = { checkpointAfter: Infinity }

function listCheckpoints(folder: string, world = 'default'): readonly string[] {
  const path = join(folder, world)
  return existsSync(path) ? readdirSync(path).filter((name) => name.includes('.checkpoint')) : []
}

function findCheckpoint(folder: string, world = 'default'): string {
  return join(folder, world, listCheckpoints(folder, world)[0] ?? '')
}

/** Returns a copy of a store. */
function copyFolder(folder: string): string {
  const copy = createFolder()
  cpSync(folder, copy, { recursive: true, filter: (path) => basename(path) !== '.lock' })
  return copy
}

function removeCheckpoints(folder: string): void {
  for (const world of readdirSync(folder).filter((name) => !name.startsWith('.')))
    for (const name of listCheckpoints(folder, world)) rmSync(join(folder, world, name))
}

/** Opens a store twice: with its checkpoints, and by a replay of all operations. */
async function openBoth(folder: string): Promise<readonly [Twin, Twin]> {
  const replayed = copyFolder(folder)
  removeCheckpoints(replayed)
  return [await openTwin(copyFolder(folder), {}, NEVER), await openTwin(replayed, {}, NEVER)]
}

/** Changes a byte of a file. */
function damage(path: string, place: number): void {
  const bytes = readFileSync(path)
  bytes[place] = (bytes[place] ?? 0) ^ 0x40
  writeFileSync(path, bytes)
}

/** Returns the first line of a log, and the first that has an operation. */
function readLines(path: string): readonly [head: string, first: string] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').split('\n')
  return [head, lines.find((line) => line.includes('"operations"')) ?? '']
}

async function expectSame(twins: readonly [Twin, Twin]): Promise<void> {
  const [own, replayed] = [await readAll(twins[0]), await readAll(twins[1])]
  for (const [place, text] of replayed.entries()) expect(own[place]).toBe(text)
}

describe('a checkpoint', () => {
  it.each(['one', 'three', 'eleven'])(
    'with the operations after it gives the same bytes as a replay of all operations, in history %s',
    async (seed) => {
      const folder = createFolder()
      const middle = 25 * seed.length
      const first = await openTwin(folder, {}, ALWAYS)
      await playHistory(first, seed, [0, middle])
      await first.close()
      expect(listCheckpoints(folder)).toHaveLength(1)
      const second = await openTwin(folder, {}, NEVER)
      await playHistory(second, seed, [middle, middle + 20])
      await second.close()
      const twins = await openBoth(folder)
      await expectSame(twins)
      for (const twin of twins) await playHistory(twin, seed, [middle + 20, middle + 60])
      await expectSame(twins)
      for (const twin of twins) await send(twin, 'POST', '/_twin/v1/worlds/default/reset', {})
      await expectSame(twins)
      for (const twin of twins) await twin.close()
    },
  )
})

/** Creates a store with a checkpoint, and an operation after it. */
async function createStore(): Promise<string> {
  const folder = createFolder()
  const first = await openTwin(folder, {}, ALWAYS)
  await playHistory(first, 'base', [0, 60])
  await first.close()
  const second = await openTwin(folder, {}, NEVER)
  await startFlow(second, ['+31612340001'])
  await second.close()
  return folder
}

describe('a world with a checkpoint', () => {
  it('is opened without the operations before it', async () => {
    const folder = await createStore()
    const log = findLog(folder)
    const [head, first] = readLines(log)
    damage(log, head.length + 1 + first.length / 2)
    const twin = await openTwin(folder, {}, NEVER)
    expect((await send(twin, 'GET', '/api/v2/runs.json')).status).toBe(200)
    // Past states need the operations.
    expect((await send(twin, 'GET', '/_twin/v1/worlds/default/snapshot')).text).toContain('is damaged at byte')
    const past = createRequest('GET', '/api/v2/runs.json')
    past.headers.set('x-flowtwin-as-of', '2026-01-15T09:00:00Z')
    expect((await twin.fetch(past)).status).toBe(503)
    await twin.close()
    removeCheckpoints(folder)
    await expect(openTwin(folder, {}, NEVER)).rejects.toThrow('is damaged at byte')
  })

  it('gets a new one in place of the former when it leaves the memory', async () => {
    const folder = await createStore()
    const [former] = listCheckpoints(folder)
    const twin = await openTwin(folder, {}, ALWAYS)
    await startFlow(twin, ['+31612340002'])
    await twin.close()
    const names = listCheckpoints(folder)
    expect(names).toHaveLength(1)
    expect(names[0]).not.toBe(former)
    const twins = await openBoth(folder)
    await expectSame(twins)
    for (const one of twins) await one.close()
  })

  it('gets one while it is served', async () => {
    const folder = createFolder()
    const twin = await openTwin(folder, {}, ALWAYS)
    while (listCheckpoints(folder).length === 0)
      await send(twin, 'POST', '/_twin/v1/worlds/default/clock', { advance: '1s' })
    expect(twin.world.revision).toBeGreaterThanOrEqual(10)
    await twin.close()
  })

  it('gets one in a second without operations when a quarter of those before are new', async () => {
    const folder = createFolder()
    const advance = async (twin: Twin, times: number) => {
      for (let at = 0; at < times; at++) await send(twin, 'POST', '/_twin/v1/worlds/default/clock', { advance: '1s' })
    }
    const first = await openTwin(folder, {}, ALWAYS)
    await advance(first, 80)
    await first.close()
    const [former = ''] = listCheckpoints(folder)
    const second = await openTwin(folder, {}, ALWAYS)
    const server = await second.listen()
    await advance(second, 20)
    while (listCheckpoints(folder).includes(former)) await setImmediate()
    await server.close()
    await second.close()
  })

  it('shares it with forks, and has none after a reset or a deletion', async () => {
    const folder = await createStore()
    const twin = await openTwin(folder, {}, NEVER)
    await send(twin, 'POST', '/_twin/v1/worlds', { name: 'fork', from: 'default' })
    await startFlow(twin, ['+31612340003'], 'fork')
    expect(listCheckpoints(folder, 'fork')).toEqual(listCheckpoints(folder))
    const before = await readWorld(twin, 'fork')
    await send(twin, 'POST', '/_twin/v1/worlds/default/reset', {})
    expect(listCheckpoints(folder)).toEqual([])
    await twin.close()
    // The fork needs the operations of its own log only.
    const origin = readdirSync(join(folder, 'fork')).find((name) => name.endsWith('.origin')) ?? ''
    const [head, first] = readLines(join(folder, 'fork', origin))
    damage(join(folder, 'fork', origin), head.length + 1 + first.length / 2)
    const again = await openTwin(folder, {}, ALWAYS)
    expect(await readWorld(again, 'fork')).toEqual(before)
    await again.close()
    expect(listCheckpoints(folder, 'fork')).toHaveLength(2)
    const third = await openTwin(folder, {}, NEVER)
    expect(await readWorld(third, 'fork')).toEqual(before)
    await send(third, 'DELETE', '/_twin/v1/worlds/fork')
    await third.close()
    expect(readdirSync(folder)).not.toContain('fork')
  })

  it('goes on with a running clock', async () => {
    const folder = createFolder()
    const first = await openTwin(folder, { clock: 60 }, ALWAYS)
    await playHistory(first, 'running', [0, 40])
    const { now } = first.world
    await first.close()
    const again = await openTwin(folder, {}, NEVER)
    expect(again.world.now).toBeGreaterThanOrEqual(now)
    expect(again.world.clockMode).toEqual({ kind: 'scaled', rate: 60 })
    await playHistory(again, 'running', [40, 60])
    expect((await send(again, 'GET', '/public/v2/flow-runs')).status).toBe(200)
    await again.close()
  })

  it('goes on when none can be written, and reports that once', async () => {
    const folder = createFolder()
    const messages: string[] = []
    const twin = await openTwin(folder, {}, { ...ALWAYS, report: () => undefined })
    const { error } = console
    console.error = (message: string) => void messages.push(message)
    try {
      await startFlow(twin, ['+31612340001'])
      const { revision } = twin.world
      // A folder at the place of the file cannot be replaced.
      const [id = ''] = /"id":"\w+"/.exec(readLines(findLog(folder))[0]) ?? []
      for (let operations = revision; operations < revision + 60; operations++)
        mkdirSync(join(folder, 'default', `${id.slice(6, -1)}.${operations}.checkpoint`, 'full'), { recursive: true })
      for (let place = 0; place < 15; place++) await startFlow(twin, [`+3161234100${place}`])
      const before = await readWorld(twin)
      await twin.close()
      expect(messages.filter((message) => message.includes('no checkpoint of world "default"'))).toHaveLength(1)
      removeCheckpointFolders(folder)
      const again = await openTwin(folder, {}, NEVER)
      expect(await readWorld(again)).toEqual(before)
      await again.close()
    } finally {
      console.error = error
    }
  })
})

function removeCheckpointFolders(folder: string): void {
  for (const name of listCheckpoints(folder)) rmSync(join(folder, 'default', name), { recursive: true })
}

describe('a checkpoint that does not fit', () => {
  let folder = ''
  let expected: readonly string[] = []
  beforeEach(async () => {
    folder = await createStore()
    const copy = copyFolder(folder)
    removeCheckpoints(copy)
    const twin = await openTwin(copy, {}, NEVER)
    expected = await readWorld(twin)
    await twin.close()
  })

  /** Opens a copy of the store with another checkpoint. @returns the messages of the store */
  async function openWith(change: (path: string) => void): Promise<readonly string[]> {
    const copy = copyFolder(folder)
    change(findCheckpoint(copy))
    const messages: string[] = []
    const twin = await openTwin(copy, {}, { ...NEVER, report: (message) => void messages.push(message) })
    expect(await readWorld(twin)).toEqual(expected)
    await twin.close()
    return messages
  }

  it('is ignored when any of its bytes was changed', async () => {
    const path = findCheckpoint(copyFolder(folder))
    const { size } = statSync(path)
    const step = Math.ceil(size / 300)
    for (let place = 0; place < size; place += size - place > 60 && place > 60 ? step : 1) {
      damage(path, place)
      expect([place, await readCheckpoint(path)]).toEqual([place, 'damaged'])
      damage(path, place)
    }
    expect(await readCheckpoint(path)).not.toBe('damaged')
    for (const part of [0.2, 0.999])
      expect(await openWith((file) => damage(file, Math.floor(size * part)))).toEqual([
        expect.stringContaining('its checksum does not match'),
      ])
  })

  it('is ignored when it is cut', async () => {
    const path = findCheckpoint(copyFolder(folder))
    const bytes = readFileSync(path)
    for (let size = 0; size < bytes.length; size += size < 40 || bytes.length - size < 40 ? 1 : 997) {
      writeFileSync(path, bytes.subarray(0, size))
      expect([size, await readCheckpoint(path)]).toEqual([size, 'damaged'])
    }
    expect(await openWith((file) => truncateSync(file, 5000))).toHaveLength(1)
  })

  it.each(['format', 'dataSetVersion', 'reducerVersion'])('is ignored when its %s is another one', async (name) => {
    const messages = await openWith((path) => {
      replaceInHead(path, new RegExp(`"${name}":\\d,`), `"${name}":9,`)
      replaceInHead(path, /"creationCount":\d/, '"creationCount":9')
    })
    expect(messages).toEqual([])
  })

  it.each([
    ['of another log', /"id":"../, '"id":"xx'],
    ['whose last line is another one', /"checksum":".../, '"checksum":"xxx'],
    ['whose last line begins elsewhere', /"lastLine":{"offset":\d/, '"lastLine":{"offset":9'],
  ])('is ignored when it is that %s', async (_, pattern, text) => {
    await openWith((path) => replaceInHead(path, pattern, text))
  })

  it('is ignored when the log is shorter, because it was restored', async () => {
    const copy = copyFolder(folder)
    const log = findLog(copy)
    const lines = readFileSync(log, 'utf8').split('\n')
    writeFileSync(log, `${lines.slice(0, 20).join('\n')}\n`)
    const twins = await openBoth(copy)
    await expectSame(twins)
    for (const twin of twins) await twin.close()
  })
})

/** Replaces a text in the head of a checkpoint by one of the same length, with a valid checksum. */
function replaceInHead(path: string, pattern: string | RegExp, text: string): void {
  const bytes = readFileSync(path)
  const end = bytes.length - TAIL_BYTES
  const headAt = bytes.readDoubleLE(end - 8)
  const head = bytes.toString('latin1', headAt, end - 8)
  const changed = head.replace(pattern, text)
  expect([changed === head, changed.length]).toEqual([false, head.length])
  bytes.write(changed, headAt, 'latin1')
  bytes.writeUInt32LE(crc32(bytes.subarray(0, end)), end)
  writeFileSync(path, bytes)
}

describe('a server that is killed while it writes a checkpoint', () => {
  it('leaves the former one or none, and never a wrong one', async () => {
    const folder = createFolder()
    const twin = await openTwin(folder, {}, NEVER)
    const create = { kind: 'create', flow: 0, contact: 1, environment: 'live', input: null } as const
    for (let place = 0; place < 4000; place++) twin.world.applyOperation(create)
    await twin.close()
    const expected = await readFrom(folder)
    const complete = copyFolder(folder)
    const server = await (await prepareChild(complete, { store: ALWAYS })).open()
    expect(await server.stop()).toBe(0)
    const { size } = statSync(findCheckpoint(complete))
    for (const part of [0, 0.3, 0.9]) {
      await killAt(folder, Math.floor(size * part), basename(findCheckpoint(complete)))
      expect(await readFrom(copyFolder(folder))).toEqual(expected)
    }
  })
})

async function readFrom(folder: string): Promise<readonly string[]> {
  const twin = await openTwin(folder, {}, NEVER)
  const texts = await readWorld(twin)
  await twin.close()
  return texts
}

/** Opens a store in a process, and kills it when its checkpoint has a size. */
async function killAt(folder: string, size: number, name: string): Promise<void> {
  removeCheckpoints(folder)
  const path = join(folder, 'default', name)
  const prepared = await prepareChild(folder, { store: ALWAYS })
  const opening = prepared.open().catch(() => undefined)
  const getSize = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? -1
  while (getSize(`${path}.new`) < size && getSize(path) < 0) await setImmediate()
  await prepared.kill()
  await opening
}

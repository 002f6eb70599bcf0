import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { Twin } from '../mock/index.ts'
import { FIXTURES } from '../mock/control/worlds.ts'
import type { DatasetParameters } from '../mock/world/dataset/parameters.ts'
import { vendors } from '../mock/vendors/index.ts'
import { sendRequest, createTestTwin } from './support/requests.ts'

interface Fixture {
  readonly summary: string
  readonly parameters: Partial<DatasetParameters>
}

const folder = join(import.meta.dirname, '..', 'fixtures', 'worlds')
const files = readdirSync(folder)

function createFixtureTwin(name: string): Twin {
  const { parameters } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Fixture
  return createTestTwin({ dataset: parameters })
}

/** Counts the runs on the first page of Qyvo and RapidPro, and the total of Recrubo. */
async function countRuns(twin: Twin): Promise<Readonly<Record<string, number>>> {
  const [feed, runs] = [
    await sendRequest(twin, '/api/v1/triggers/new-flow-triggered'),
    await sendRequest(twin, '/api/v2/runs.json'),
  ]
  return { qyvo: feed.json.length, rapidpro: runs.json.results.length, recrubo: await readTotal(twin) }
}

async function readTotal(twin: Twin): Promise<number> {
  return (await sendRequest(twin, '/public/v2/flow-runs')).json.meta.total as number
}

describe('the world fixtures', () => {
  it('have a summary, and equal those of the control API', () => {
    expect(files.toSorted()).toEqual(['busy', 'default', 'edges', 'empty', 'single'].map((name) => `${name}.json`))
    for (const file of files) {
      const world = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fixture
      expect(Object.keys(world)).toEqual(['summary', 'parameters'])
      expect(world.summary).toMatch(/^[A-Z].+[^.]$/)
      expect(FIXTURES[file.replace('.json', '')]).toEqual(world.parameters)
    }
  })

  it.each(files)('%s answers the example request of each vendor', async (file) => {
    const twin = createFixtureTwin(file.replace('.json', ''))
    for (const { name, demo } of vendors) {
      const answer = await sendRequest(twin, demo.buildExamplePath(twin.world))
      expect([name, answer.status]).toEqual([name, 200])
    }
  })

  it('default equals the world without options: a thousand runs over a day', async () => {
    const [named, plain] = [createFixtureTwin('default'), createTestTwin()]
    for (const { demo } of vendors) {
      const path = demo.buildExamplePath(plain.world)
      expect((await sendRequest(named, path)).text).toBe((await sendRequest(plain, path)).text)
    }
    expect(await countRuns(named)).toEqual({ qyvo: 100, recrubo: 1000, rapidpro: 250 })
    const oldest = (await sendRequest(named, '/public/v2/flow-runs?sort=createdAt')).json.data[0].attributes
      .createdAt as string
    expect(oldest).toMatch(/^2026-01-14T/)
  })

  it('empty has no runs, and none arrive', async () => {
    const twin = createFixtureTwin('empty')
    expect(await countRuns(twin)).toEqual({ qyvo: 0, recrubo: 0, rapidpro: 0 })
    twin.clock.advance('30d')
    expect(await countRuns(twin)).toEqual({ qyvo: 0, recrubo: 0, rapidpro: 0 })
  })

  it('single has one run, and no others arrive', async () => {
    const twin = createFixtureTwin('single')
    expect(await countRuns(twin)).toEqual({ qyvo: 1, recrubo: 1, rapidpro: 1 })
    twin.clock.advance('30d')
    expect(await countRuns(twin)).toEqual({ qyvo: 1, recrubo: 1, rapidpro: 1 })
  })

  it('busy has twenty thousand runs, some of one instant, and more with every second', async () => {
    const twin = createFixtureTwin('busy')
    expect(await readTotal(twin)).toBe(20_000)
    const { json } = await sendRequest(twin, '/public/v2/flow-runs?page[size]=200')
    const instants = (json.data as { attributes: { createdAt: string } }[]).map((run) => run.attributes.createdAt)
    expect(new Set(instants).size).toBeLessThan(instants.length)
    const counts: number[] = []
    for (let second = 0; second < 100; second += 20) {
      twin.clock.advance('20s')
      counts.push(await readTotal(twin))
    }
    expect(counts.every((count, at) => count > (counts[at - 1] ?? 20_000))).toBe(true)
  })

  it('edges fills RapidPro’s pages exactly', async () => {
    const twin = createFixtureTwin('edges')
    const first = await sendRequest(twin, '/api/v2/runs.json')
    const second = await sendRequest(twin, first.json.next.replace('http://localhost', ''))
    expect([first.json.results.length, second.json.results.length, second.json.next]).toEqual([250, 250, null])
  })
})

describe('a reset', () => {
  it('releases the former state, also of the world that the server started with', async () => {
    const twin = createTestTwin({ dataset: { runs: 10 } })
    const former = new WeakRef(twin.world)
    const response = await twin.fetch(
      new Request('http://localhost/_twin/v1/worlds/default/reset', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      }),
    )
    expect(response.status).toBe(200)
    setFlagsFromString('--expose-gc')
    const collectGarbage = runInNewContext('gc') as () => void
    // A weak reference keeps its target until the running task has ended.
    await new Promise((resolve) => setImmediate(resolve))
    collectGarbage()
    expect(former.deref()).toBeUndefined()
    expect(twin.world.revision).toBe(0)
  })
})

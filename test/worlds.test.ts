import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Twin } from '../mock/index.ts'
import { FIXTURES } from '../mock/control/worlds.ts'
import type { DatasetParameters } from '../mock/world/dataset/parameters.ts'
import { vendors } from '../mock/vendors/index.ts'
import { sendRequest, createTestTwin } from './support/requests.ts'

interface NamedWorld {
  readonly summary: string
  readonly parameters: Partial<DatasetParameters>
}

const folder = join(import.meta.dirname, '..', 'fixtures', 'worlds')
const files = readdirSync(folder)

function twinOf(name: string): Twin {
  const { parameters } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as NamedWorld
  return createTestTwin({ dataset: parameters })
}

/** How many runs Qyvo and RapidPro show at once, and how many Recrubo counts. */
async function showings(twin: Twin): Promise<Readonly<Record<string, number>>> {
  const [feed, runs] = [
    await sendRequest(twin, '/api/v1/triggers/new-flow-triggered'),
    await sendRequest(twin, '/api/v2/runs.json'),
  ]
  return { qyvo: feed.json.length, rapidpro: runs.json.results.length, recrubo: await total(twin) }
}

async function total(twin: Twin): Promise<number> {
  return (await sendRequest(twin, '/public/v2/flow-runs')).json.meta.total as number
}

describe('the named worlds', () => {
  it('are these, each with a summary, as the control API knows them', () => {
    expect(files.toSorted()).toEqual(['busy', 'default', 'edges', 'empty', 'single'].map((name) => `${name}.json`))
    for (const file of files) {
      const world = JSON.parse(readFileSync(join(folder, file), 'utf8')) as NamedWorld
      expect(Object.keys(world)).toEqual(['summary', 'parameters'])
      expect(world.summary).toMatch(/^[A-Z].+[^.]$/)
      expect(FIXTURES[file.replace('.json', '')]).toEqual(world.parameters)
    }
  })

  it.each(files)('%s answers what each vendor shows of it', async (file) => {
    const twin = twinOf(file.replace('.json', ''))
    for (const { name, demo } of vendors) {
      const answer = await sendRequest(twin, demo.buildExamplePath(twin.world))
      expect([name, answer.status]).toEqual([name, 200])
    }
  })

  it('default is the world without any option: a thousand runs over a day', async () => {
    const [named, plain] = [twinOf('default'), createTestTwin()]
    for (const { demo } of vendors) {
      const path = demo.buildExamplePath(plain.world)
      expect((await sendRequest(named, path)).text).toBe((await sendRequest(plain, path)).text)
    }
    expect(await showings(named)).toEqual({ qyvo: 100, recrubo: 1000, rapidpro: 250 })
    const oldest = (await sendRequest(named, '/public/v2/flow-runs?sort=createdAt')).json.data[0].attributes
      .createdAt as string
    expect(oldest).toMatch(/^2026-01-14T/)
  })

  it('empty has no run, and none arrives', async () => {
    const twin = twinOf('empty')
    expect(await showings(twin)).toEqual({ qyvo: 0, recrubo: 0, rapidpro: 0 })
    twin.clock.advance('30d')
    expect(await showings(twin)).toEqual({ qyvo: 0, recrubo: 0, rapidpro: 0 })
  })

  it('single has one run, and no other arrives', async () => {
    const twin = twinOf('single')
    expect(await showings(twin)).toEqual({ qyvo: 1, recrubo: 1, rapidpro: 1 })
    twin.clock.advance('30d')
    expect(await showings(twin)).toEqual({ qyvo: 1, recrubo: 1, rapidpro: 1 })
  })

  it('busy has twenty thousand runs, some at the same instant, and more with every second', async () => {
    const twin = twinOf('busy')
    expect(await total(twin)).toBe(20_000)
    const { json } = await sendRequest(twin, '/public/v2/flow-runs?page[size]=200')
    const instants = (json.data as { attributes: { createdAt: string } }[]).map((run) => run.attributes.createdAt)
    expect(new Set(instants).size).toBeLessThan(instants.length)
    const counts: number[] = []
    for (let second = 0; second < 100; second += 20) {
      twin.clock.advance('20s')
      counts.push(await total(twin))
    }
    expect(counts.every((count, at) => count > (counts[at - 1] ?? 20_000))).toBe(true)
  })

  it('edges fills RapidPro’s pages exactly, with runs of one instant across their border', async () => {
    const twin = twinOf('edges')
    const first = await sendRequest(twin, '/api/v2/runs.json')
    const second = await sendRequest(twin, first.json.next.replace('http://localhost', ''))
    expect([first.json.results.length, second.json.results.length, second.json.next]).toEqual([250, 250, null])
  })
})

import { copyFileSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import type { openStore } from '../../mock/store/open-store.ts'
import type { createTwin } from '../../mock/twin.ts'
import { bundleFile } from './child-server.ts'
import { TEST_HOST } from './serial-witness.ts'

/** A change of a source file. */
export interface SourceEdit {
  /** Relative to the project. */
  readonly file: string
  readonly from: string
  readonly to: string
}

/** What a test can do to one server: its clock, and each of its statements. */
export interface FaultPoints {
  /** Returns the milliseconds of the server's clock. */
  readClock: (real: number) => number
  /** Called before a statement is sent. */
  beforeQuery: (text: string) => Promise<void> | void
  /** Called after a statement has succeeded. */
  afterQuery: (text: string) => void
}

interface FaultRegistry {
  flowtwinFaults?: Map<string, FaultPoints>
}

const FAULTS = `
const faults = globalThis.flowtwinFaults.get(import.meta.url)
const runFaulty = async (text, run) => {
  await faults.beforeQuery(text)
  const result = await run()
  faults.afterQuery(text)
  return result
}
`

const FAULT_POINTS: readonly SourceEdit[] = [
  {
    file: 'mock/real-clock.ts',
    from: 'Math.floor(performance.now() *',
    to: 'Math.floor(faults.readClock(performance.now()) *',
  },
  {
    file: 'mock/store/postgres-connection.ts',
    from: 'pool.query(text, [...values])',
    to: 'runFaulty(text, () => pool.query(text, [...values]))',
  },
  {
    file: 'mock/store/postgres-connection.ts',
    from: 'transact(pool, run)',
    to: "runFaulty('begin', () => transact(pool, run))",
  },
]

/** Applies edits to the sources. @throws when a file does not have the text of an edit */
function createEditPlugin(edits: readonly SourceEdit[]): Plugin {
  const files = new Set(edits.map(({ file }) => file))
  return {
    name: 'edits',
    setup(bundle) {
      bundle.onLoad({ filter: /\/mock\/.*\.ts$/ }, ({ path }) => {
        const file = path.slice(path.lastIndexOf('/mock/') + 1)
        if (!files.has(file)) return undefined
        let contents = readFileSync(path, 'utf8')
        for (const { from, to } of edits.filter((edit) => edit.file === file)) {
          if (!contents.includes(from)) throw new Error(`${file} does not have the text: ${from}`)
          contents = contents.replace(from, to)
        }
        return { contents: FAULTS + contents, loader: 'ts' }
      })
    },
  }
}

export interface FaultyServer {
  readonly url: string
  readonly faults: FaultPoints
  readonly close: () => Promise<void>
}

interface Program {
  readonly createTwin: typeof createTwin
  readonly openStore: typeof openStore
}

let serverCount = 0

/** Builds a program with fault points and further edits. @returns a function that starts a server of it in this process */
export async function buildFaultyServer(
  edits: readonly SourceEdit[],
): Promise<(place: string) => Promise<FaultyServer>> {
  const bundle = await bundleFile('faulty-program.ts', [createEditPlugin([...FAULT_POINTS, ...edits])])
  return async (place) => {
    // Each server has a program of its own, with its own fault points.
    const program = `${bundle}-${++serverCount}.mjs`
    copyFileSync(bundle, program)
    const { href } = pathToFileURL(program)
    const faults: FaultPoints = { readClock: (real) => real, beforeQuery: () => undefined, afterQuery: () => undefined }
    const registry = ((globalThis as FaultRegistry).flowtwinFaults ??= new Map())
    registry.set(href, faults)
    const { createTwin, openStore } = (await import(/* @vite-ignore */ href)) as Program
    const twin = createTwin({ runs: 60, limits: false, store: await openStore(place) })
    const server = await twin.listen({ allowedHosts: [TEST_HOST] })
    const close = async () => {
      await server.close()
      await twin.close()
    }
    return { url: server.url, faults, close }
  }
}

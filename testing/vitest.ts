import { test as base, type TestAPI } from 'vitest'
import type { TwinWorld } from '../client/index.ts'
import { saveRecording } from './recording.ts'
import { startTestServer, type TestServer, type TestServerOptions, type WorldOptions } from './test-server.ts'

export type { TwinWorld } from '../client/index.ts'
export type { TestServerOptions, WorldOptions } from './test-server.ts'

/** What a test is given. */
export interface TwinFixtures {
  /** A world of the test's own. When the test fails, what happened in it is kept, and how to see it again is printed. */
  readonly world: TwinWorld
  /** What that world is like; to be overridden for some tests. */
  readonly worldOptions: WorldOptions
  /** The twin of the file. */
  readonly stage: TestServer
}

/** How the worlds of a file's tests are made: what each is like, and what stands behind them. */
export type TestOptions = WorldOptions & TestServerOptions

/** Vitest's `test`, with a world for each test. */
export function createTest(options: TestOptions = {}): TestAPI<TwinFixtures> {
  const { twin, listen, url, token, ...worldOptions } = options
  const serverOptions = Object.entries({ twin, listen, url, token }).filter(([, value]) => value !== undefined)
  return base.extend<TwinFixtures>({
    stage: [
      // Vitest reads from the pattern what a fixture needs: this one needs nothing.
      // oxlint-disable-next-line no-empty-pattern
      async ({}, use) => {
        const stage = await startTestServer(Object.fromEntries(serverOptions))
        await use(stage)
        await stage.close()
      },
      { scope: 'file' },
    ],
    worldOptions,
    world: async ({ stage, worldOptions: wanted, task }, use) => {
      const testWorld = await stage.openWorld(wanted)
      await use(testWorld.world)
      if (task.result?.state === 'fail' && task.fails !== true) {
        const recording = await testWorld.exportRecording(`${task.file.name} > ${task.fullTestName}`)
        console.error(`${task.fullTestName}: to see again what happened,\n  ${saveRecording(recording)}`)
      }
      await testWorld.close()
    },
  })
}

/** Vitest's `test` with a world for each test: seed 42, a thousand runs, frozen at 2026-01-15T09:00:00Z. */
export const test: TestAPI<TwinFixtures> = createTest()

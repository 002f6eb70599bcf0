import { test as base, type TestAPI } from 'vitest'
import type { TwinWorld } from '../client/index.ts'
import { saveRecording } from './recording.ts'
import { startTestServer, type TestServer, type TestServerOptions, type WorldOptions } from './test-server.ts'

export type { TwinWorld } from '../client/index.ts'
export type { TestServerOptions, WorldOptions } from './test-server.ts'

export interface VitestFixtures {
  /** A separate world for the test. When the test fails, its recording is saved and the replay command printed. */
  readonly world: TwinWorld
  /** The options of the world; `test.override('worldOptions', ...)` changes them. */
  readonly worldOptions: WorldOptions
  /** The server of the test file. */
  readonly server: TestServer
}

/** The options of the worlds and of their server. */
export type VitestOptions = WorldOptions & TestServerOptions

/** Returns Vitest's `test` with a separate world for each test. */
export function createVitestTest(options: VitestOptions = {}): TestAPI<VitestFixtures> {
  const { twin, listen, url, token, ...worldOptions } = options
  const serverOptions = Object.entries({ twin, listen, url, token }).filter(([, value]) => value !== undefined)
  return base.extend<VitestFixtures>({
    server: [
      // Vitest reads the fixture's dependencies from the pattern; there are none.
      // oxlint-disable-next-line no-empty-pattern
      async ({}, use) => {
        const server = await startTestServer(Object.fromEntries(serverOptions))
        await use(server)
        await server.close()
      },
      { scope: 'file' },
    ],
    worldOptions,
    world: async ({ server, worldOptions: currentOptions, task }, use) => {
      const testWorld = await server.openWorld(currentOptions)
      await use(testWorld.world)
      if (task.result?.state === 'fail' && task.fails !== true) {
        const recording = await testWorld.exportRecording(`${task.file.name} > ${task.fullTestName}`)
        console.error(`${task.fullTestName}: to replay the requests,\n  ${saveRecording(recording)}`)
      }
      await testWorld.close()
    },
  })
}

/** Vitest's `test` with a separate world for each test: seed 42, 1000 runs, frozen at 2026-01-15T09:00:00Z. */
export const test: TestAPI<VitestFixtures> = createVitestTest()

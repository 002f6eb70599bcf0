import { test as base, type TestInfo, type TestType } from '@playwright/test'
import type { TwinWorld } from '../client/index.ts'
import { saveRecording } from './recording.ts'
import {
  startTestServer,
  type TestServer,
  type TestServerOptions,
  type TestWorld,
  type WorldOptions,
} from './test-server.ts'

export type { TwinWorld } from '../client/index.ts'
export type { TestServerOptions, WorldOptions } from './test-server.ts'

/** What a test is given. */
export interface TwinFixtures {
  /** A world of the test's own, which browsers can reach. When the test fails, what happened in it is attached. */
  readonly world: TwinWorld
  /** What that world is like; `test.use({ worldOptions: … })` changes it for some tests. */
  readonly worldOptions: WorldOptions
}

/** What the tests of a worker share. */
export interface TwinWorkerFixtures {
  readonly stage: TestServer
}

/** How the worlds of tests are made: what each is like, and what stands behind them. */
export type TestOptions = WorldOptions & Omit<TestServerOptions, 'listen'>

type TwinTest =
  typeof base extends TestType<infer OfTest, infer OfWorker>
    ? TestType<OfTest & TwinFixtures, OfWorker & TwinWorkerFixtures>
    : never

/** Playwright's `test`, with a world for each test. */
export function createTest(options: TestOptions = {}): TwinTest {
  const { twin, url, token, ...worldOptions } = options
  const serverOptions = Object.entries({ twin, url, token }).filter(([, value]) => value !== undefined)
  return base.extend<TwinFixtures, TwinWorkerFixtures>({
    stage: [
      // Playwright reads from the pattern what a fixture needs: this one needs nothing.
      // oxlint-disable-next-line no-empty-pattern
      async ({}, use) => {
        const stage = await startTestServer({ ...Object.fromEntries(serverOptions), listen: true })
        await use(stage)
        await stage.close()
      },
      { scope: 'worker' },
    ],
    worldOptions: [worldOptions, { option: true }],
    world: async ({ stage, worldOptions: wanted }, use, info) => {
      const testWorld = await stage.openWorld(wanted)
      await use(testWorld.world)
      if (info.status !== info.expectedStatus) await attachRecording(testWorld, info)
      await testWorld.close()
    },
  })
}

/** Keeps what happened with the other results of the test, and says how to see it again. */
async function attachRecording(testWorld: TestWorld, info: TestInfo): Promise<void> {
  const recording = await testWorld.exportRecording(info.titlePath.join(' > '))
  const path = info.outputPath('flowtwin-recording.json')
  const command = saveRecording(recording, path)
  console.error(`${info.title}: to see again what happened,\n  ${command}`)
  info.attachments.push({ name: 'flowtwin recording', path, contentType: 'application/json' })
  await info.attach('flowtwin replay', { body: command, contentType: 'text/plain' })
}

/** Playwright's `test` with a world for each test: seed 42, a thousand runs, frozen at 2026-01-15T09:00:00Z. */
export const test: TwinTest = createTest()

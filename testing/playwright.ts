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

export interface PlaywrightFixtures {
  /** A separate world for the test, on a port that browsers can reach. When the test fails, its recording is attached. */
  readonly world: TwinWorld
  /** The options of the world; `test.use({ worldOptions: ... })` changes them. */
  readonly worldOptions: WorldOptions
}

export interface PlaywrightWorkerFixtures {
  /** The server of the worker. */
  readonly server: TestServer
}

/** The options of the worlds and of their server. */
export type PlaywrightOptions = WorldOptions & Omit<TestServerOptions, 'listen'>

type PlaywrightTest =
  typeof base extends TestType<infer TestFixtures, infer WorkerFixtures>
    ? TestType<TestFixtures & PlaywrightFixtures, WorkerFixtures & PlaywrightWorkerFixtures>
    : never

/** Returns Playwright's `test` with a separate world for each test. */
export function createPlaywrightTest(options: PlaywrightOptions = {}): PlaywrightTest {
  const { twin, url, token, ...worldOptions } = options
  const serverOptions = Object.entries({ twin, url, token }).filter(([, value]) => value !== undefined)
  return base.extend<PlaywrightFixtures, PlaywrightWorkerFixtures>({
    server: [
      // Playwright reads the fixture's dependencies from the pattern; there are none.
      // oxlint-disable-next-line no-empty-pattern
      async ({}, use) => {
        const server = await startTestServer({ ...Object.fromEntries(serverOptions), listen: true })
        await use(server)
        await server.close()
      },
      { scope: 'worker' },
    ],
    worldOptions: [worldOptions, { option: true }],
    world: async ({ server, worldOptions: currentOptions }, use, info) => {
      const testWorld = await server.openWorld(currentOptions)
      await use(testWorld.world)
      if (info.status !== info.expectedStatus) await attachRecording(testWorld, info)
      await testWorld.close()
    },
  })
}

/** Saves the recording with the results of the test, and prints the command that replays it. */
async function attachRecording(testWorld: TestWorld, info: TestInfo): Promise<void> {
  const recording = await testWorld.exportRecording(info.titlePath.join(' > '))
  const path = info.outputPath('flowtwin-recording.json')
  const command = saveRecording(recording, path)
  console.error(`${info.title}: to replay the requests,\n  ${command}`)
  info.attachments.push({ name: 'flowtwin recording', path, contentType: 'application/json' })
  await info.attach('flowtwin replay', { body: command, contentType: 'text/plain' })
}

/** Playwright's `test` with a separate world for each test: seed 42, 1000 runs, frozen at 2026-01-15T09:00:00Z. */
export const test: PlaywrightTest = createPlaywrightTest()

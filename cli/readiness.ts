import { parseDuration } from '../mock/wire/duration.ts'
import { control, type ControlOptions, ControlRefusal } from './control-client.ts'
import { UsageError } from './usage-error.ts'

const PAUSE_MS = 100

/**
 * Asks again and again until a server says that it is ready.
 * @throws {ControlRefusal} when the time is over
 */
export async function readyWithin(options: ControlOptions, timeout: string): Promise<unknown> {
  const patience = parseDuration(timeout)
  if (patience === undefined) throw new UsageError(`--timeout "${timeout}" is no duration; give one such as 30s.`)
  const end = performance.now() + patience / 1000
  for (;;) {
    try {
      return await control(options, { method: 'GET', path: '/health' })
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      if (performance.now() >= end) {
        throw new ControlRefusal(503, `waited ${timeout}, and no Flowtwin was ready at ${options.url}`, {
          cause: error,
        })
      }
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

import { parseDuration } from '../../mock/wire/date-time.ts'
import { sendControlRequest, type ControlOptions, ControlApiError } from '../control-request.ts'
import { UsageError } from '../usage-error.ts'

const POLL_INTERVAL_MS = 100

/**
 * Asks again and again until a server says that it is ready.
 * @throws {ControlRefusal} when the time is over
 */
export async function waitUntilReady(options: ControlOptions, timeout: string): Promise<unknown> {
  const patience = parseDuration(timeout)
  if (patience === undefined) throw new UsageError(`--timeout "${timeout}" is no duration; give one such as 30s.`)
  const end = performance.now() + patience / 1000
  for (;;) {
    try {
      return await sendControlRequest(options, { method: 'GET', path: '/health' })
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      if (performance.now() >= end) {
        throw new ControlApiError(503, `waited ${timeout}, and no Flowtwin was ready at ${options.url}`, {
          cause: error,
        })
      }
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS))
  }
}

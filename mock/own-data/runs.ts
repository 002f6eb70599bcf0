import type { components } from '../../spec/generated/control.types.ts'
import { formatIsoMicroseconds, parseDuration } from '../wire/date-time.ts'
import { addDuration, type Instant } from '../world/time.ts'
import type { OwnRun } from './input.ts'
import { OwnDataError } from './validate.ts'

type NewRun = components['schemas']['NewRun']

/** Converts own runs to runs of the control API. @param start the instant that relative times refer to */
export function toNewRuns(runs: readonly OwnRun[], start: Instant): readonly NewRun[] {
  return runs.map(({ contact, createdAt, startedAt, repliesAt, endedAt, ...run }) => ({
    ...run,
    contact: typeof contact === 'number' || contact.startsWith('+') ? contact : { name: contact },
    ...(createdAt === undefined ? {} : { createdAt: resolveInstant(createdAt, start) }),
    ...(startedAt === undefined ? {} : { startedAt: resolveInstant(startedAt, start) }),
    ...(repliesAt === undefined ? {} : { repliesAt: repliesAt.map((text) => resolveInstant(text, start)) }),
    ...(endedAt === undefined ? {} : { endedAt: resolveInstant(endedAt, start) }),
  }))
}

/** Converts a time relative to the start, such as "-2h", to ISO 8601; other texts stay as they are. */
function resolveInstant(text: string, start: Instant): string {
  const sign = text.startsWith('-') ? -1 : 1
  const duration = /^[+-]/.test(text) ? parseDuration(text.slice(1)) : undefined
  return duration === undefined ? text : formatIsoMicroseconds(addDuration(start, sign * duration))
}

const RUN_MESSAGE = /^`runs\[(\d+)\](?:\.(\w+)(?:\[(\d+)\])?)?`: (.*)$/s

/** Returns the error of an own run for the message of the control API; undefined for a message about something else. */
export function toOwnRunError(message: string): OwnDataError | undefined {
  const [, run, field, place, text] = RUN_MESSAGE.exec(message) ?? []
  if (run === undefined || text === undefined) return undefined
  const inside = field === undefined ? [] : place === undefined ? [field] : [field, Number(place)]
  return new OwnDataError([
    { path: ['runs', Number(run), ...inside], isAboutName: false, message: `is invalid: ${text}` },
  ])
}

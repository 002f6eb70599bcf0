import { readFileSync } from 'node:fs'
import { ControlRefusal, NoTwin } from '../client/index.ts'
import { createTwin } from '../mock/index.ts'
import { type Answer, parseRecording, type Recording, textOf, UnusableRecording } from '../testing/recording.ts'
import { replay, type Replayed } from '../testing/replay.ts'

/** The options of `flowtwin replay`, as the command line gives them. */
export interface ReplayCommandOptions {
  readonly until?: string
  readonly url?: string
  readonly token?: string
  readonly json?: boolean
}

/** Replays a recording and says what came of it; gives the exit code. */
export async function runReplay(file: string, options: ReplayCommandOptions): Promise<0 | 1 | 2> {
  try {
    const recording = read(file)
    const replayed = await replayedBy(recording, options)
    console.log(options.json === true ? JSON.stringify(replayed) : reportOf(recording, replayed, options))
    return replayed.differences.length === 0 ? 0 : 2
  } catch (error) {
    const isExpected = [UnusableRecording, ControlRefusal, NoTwin].some((kind) => error instanceof kind)
    if (!isExpected || !(error instanceof Error)) throw error
    console.error(`flowtwin: ${error.message}`)
    return 1
  }
}

function read(file: string): Recording {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new UnusableRecording(`${file} cannot be read; give the file that the failed test has named.`, {
      cause: error,
    })
  }
  try {
    return parseRecording(text)
  } catch (error) {
    if (!(error instanceof UnusableRecording)) throw error
    throw new UnusableRecording(`${file} cannot be replayed: ${error.message}.`, { cause: error })
  }
}

async function replayedBy(recording: Recording, { until, url, token }: ReplayCommandOptions): Promise<Replayed> {
  // Messages to webhooks stay here: whoever got them the first time shall not get them again.
  const post = async () => new Response(null, { status: 200 })
  return replay(recording, {
    to: url === undefined ? createTwin({ wait: async () => {}, ...recording.twin, post }) : url,
    ...(token === undefined ? {} : { token }),
    ...(until === undefined ? {} : { until: countOf(until) }),
  })
}

function countOf(until: string): number {
  if (/^\d{1,9}$/.test(until)) return Number(until)
  throw new UnusableRecording(`--until "${until}" is no whole number; give one such as 12.`)
}

function reportOf(
  recording: Recording,
  { asked, differences, last }: Replayed,
  { until }: ReplayCommandOptions,
): string {
  const [first] = differences
  const shown = until === undefined || last === null ? [] : ['', `The last answer, number ${asked}:`, sayAnswer(last)]
  if (first === undefined) {
    return [`${asked} answers are the same, byte for byte, as in "${recording.of}".`, ...shown].join('\n')
  }
  return [
    `${differences.length} of ${asked} answers differ from those in "${recording.of}": ${numbersOf(differences)}.`,
    `The first is number ${first.exchange}, to ${first.request}: its ${first.part} differs at byte ${first.byte}.`,
    `  recorded: ${first.recorded}`,
    `  now:      ${first.replayed}`,
    ...shown,
  ].join('\n')
}

function numbersOf(differences: Replayed['differences']): string {
  const numbers = differences.map(({ exchange }) => exchange)
  return numbers.length > 20 ? `${numbers.slice(0, 20).join(', ')} …` : numbers.join(', ')
}

/** Characters of a body that are shown. */
const MOST_SHOWN = 2000

function sayAnswer({ status, headers, body }: Answer): string {
  const text = textOf(body)
  const cut = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text
  return [String(status), ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', cut].join('\n')
}

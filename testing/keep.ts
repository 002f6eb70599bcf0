import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import type { Recording } from './recording.ts'

/** Where recordings of failed tests are kept, below the folder that the tests run in. */
const FOLDER = '.flowtwin'

/** Writes a recording down; tells what to type to see it again. */
export function saveRecording(recording: Recording, file = prepareRecordingFile(recording.of)): string {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(recording, null, 1)}\n`)
  const path = relative(process.cwd(), file).split(sep).join('/')
  return `npx flowtwin replay ${quoteForShell(path)} --until ${recording.exchanges.length}`
}

/** One file for each test, so that the next failure takes the place of the last one. */
function prepareRecordingFile(testName: string): string {
  const folder = join(process.cwd(), FOLDER)
  mkdirSync(folder, { recursive: true })
  // Recordings hold requests as they were sent, credentials included: nothing to be committed.
  const ignore = join(folder, '.gitignore')
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n')
  const slug = testName
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(-60)
  const hash = createHash('sha256').update(testName).digest('hex').slice(0, 6)
  return join(folder, `${slug.replaceAll(/^-|-$/g, '')}-${hash}.json`)
}

function quoteForShell(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
}

import { basename } from 'node:path'
import { beforeEach, inject } from 'vitest'
import { useBalancer } from './balanced-twin.ts'

/** The tests that the suite "balancer" leaves out, with the reasons. */
const LEFT_OUT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'journal.test.ts': {
    'ends when the server closes or the world is reset':
      'closes the server; a planned stop of one of three is another test',
  },
  'stale-reads.test.ts': {
    'a stale read of any past instant': 'applies operations for which the control API has no request, in process',
  },
  'transport.test.ts': {
    'a delay takes real time, but no virtual time': 'replaces the wait of the process that serves',
    'a drip sends the complete response in pieces': 'replaces the wait of the process that serves',
  },
}

useBalancer(inject('balancerUrl'))

interface TestNode {
  readonly name: string
  readonly tasks?: readonly TestNode[]
}

function listTitles({ name, tasks }: TestNode): readonly string[] {
  return [name, ...(tasks ?? []).flatMap(listTitles)]
}

beforeEach(({ task, skip }) => {
  const { file } = task
  const reasons = LEFT_OUT[basename(file.name)] ?? {}
  const titles = listTitles(file)
  const missing = Object.keys(reasons).find((title) => !titles.includes(title))
  if (missing !== undefined) throw new Error(`${file.name} has no test "${missing}" to leave out`)
  const suites = []
  for (let suite = task.suite; suite !== undefined; suite = suite.suite) suites.push(suite.name)
  const reason = [task.name, ...suites].map((title) => reasons[title]).find((found) => found !== undefined)
  if (reason !== undefined) skip(reason)
})

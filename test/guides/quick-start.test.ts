import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTwin } from '../../mock/index.ts'
import type { Listening } from '../../mock/index.ts'
import { told } from '../../scripts/told.ts'
import { run } from '../cli/command.ts'
import { requestOf } from '../curl.ts'

const root = join(import.meta.dirname, '..', '..')
const page = readFileSync(join(root, 'docs', 'quick-start.md'), 'utf8')
const lines = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, text = '']) => text.trim().split('\n'))

/** Verbs that ask a running twin, and so have to be told where it is. */
const CONTROLLING = /^(env|world|clock|fault|journal)\b/

let server: Listening
beforeAll(async () => {
  server = await createTwin({ limits: false }).listen()
})
afterAll(() => server.close())

/** Runs one line of the page, with the test's server in the place of the usual one. */
async function done(line: string): Promise<string> {
  const here = line.replaceAll('http://127.0.0.1:4010', server.url)
  if (line.startsWith('curl ')) {
    const request = requestOf(line)
    const answer = await fetch(request.url.replace('http://127.0.0.1:4010', server.url), request)
    expect(answer.status, line).toBe(200)
    return answer.text()
  }
  if (here.startsWith('node '))
    return told('node', here.split(' ').slice(1), { cwd: root, env: { FLOWTWIN_URL: server.url } })
  const [, variable, value, command = ''] = /^(?:(\w+)=(\S+) )?npx flowtwin (.*)$/.exec(here) ?? []
  const args = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  const where = CONTROLLING.test(command) ? ['--url', server.url] : []
  const { code, stdout, stderr } = await run(
    [...args, ...where],
    variable === undefined ? {} : { [variable]: value ?? '' },
  )
  expect([line, code], stderr).toEqual([line, 0])
  return stdout
}

describe('the quick start', () => {
  afterAll(() => {
    for (const file of ['qyvo.xml', 'qyvo.html']) rmSync(join(root, file), { force: true })
  })

  it('has lines for each of the three kinds of users', () => {
    expect(lines.length).toBeGreaterThan(10)
  })

  it.each(lines.map((line) => [line]))('%s', async (line) => {
    expect((await done(line)).length).toBeGreaterThan(line.includes('delete') || line.includes('clear') ? -1 : 0)
  })
})

import { describe, expect, it } from 'vitest'
import { runCompare, runReproduce } from '../../cli/commands/results.ts'
import { runInit } from '../../cli/commands/init.ts'
import { runVerify } from '../../cli/commands/verify.ts'
import { reportFormats } from '../../contracts/reports.ts'
import { createQyvoTwin } from '../contracts/twins/qyvo.ts'
import { createTestTerminal, type Send, targetOptions } from './test-terminal.ts'

const UNPRINTABLE = /[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Bidi_Control}]/u
/** A command of a build server other than an annotation of the suite. */
const BUILD_COMMAND = /^\s*::(?!(?:error|warning|notice) title=(?!forged)[^:\n]*::)|##\w*\[/m
/** Clears the screen, starts commands of build servers, ends code and tables, and looks like a link. */
const HOSTILE = [
  '\u001b[2J\u009b31m\u0007\u007f\u202e\u2066\u2028\u0085',
  '\r\n::warning title=forged::forged\n##[error]forged ##vso[task.complete]',
  '``` ` | </code></td><script>alert(1)</script> [link](javascript:alert(1)) ![i](http://evil.test/i) @everyone',
].join('')

/** Returns hostile text as status, id, name and error message, and in the name of a member. */
function createHostileSend(send: Send): Send {
  return async (request) => {
    const response = await send(request)
    if (request.method === 'HEAD') return response
    const body = response.ok
      ? [{ id: HOSTILE, status: HOSTILE, created_at: HOSTILE, contact_name: HOSTILE, [HOSTILE]: HOSTILE }]
      : { type: HOSTILE, message: HOSTILE, [HOSTILE]: HOSTILE }
    return new Response(JSON.stringify(body), {
      status: response.status,
      headers: { 'content-type': 'application/json', 'x-ratelimit-limit': 'x\u0085' },
    })
  }
}

describe('text of a hostile target', () => {
  it('is printed and written only with escapes', async () => {
    const twin = createQyvoTwin()
    const { io, files, printed, logged } = createTestTerminal(twin, createHostileSend(twin.fetch))
    const env = { ...io.env, GITHUB_STEP_SUMMARY: 'summary.md' }
    const report = [...Object.keys(reportFormats), 'ndjson'].map((format) => `${format}=report.${format}`)
    const options = { ...targetOptions, report, github: true, evidence: 'full' } as const
    expect(await runVerify('qyvo', options, { ...io, env })).toBe(1)
    await runVerify('qyvo', { ...targetOptions, verbose: true, evidence: 'full' }, io)
    await runVerify('qyvo', { ...targetOptions, json: true, evidence: 'full' }, io)
    await runReproduce({ path: 'report.json', fingerprint: undefined }, targetOptions, io)
    await runInit('qyvo', { url: 'http://twin.test', tokenEnv: 'TOKEN' }, io)
    await runVerify('qyvo', { ...targetOptions, report: ['json=good.json'] }, { ...io, fetch: twin.fetch })
    runCompare(['report.json', 'good.json'], {}, io)
    runCompare(['report.json', 'good.json'], { json: true }, io)
    const outputs = [
      printed(),
      logged(),
      ...[...files].filter(([path]) => path !== 'twin.yaml').map(([, text]) => text),
    ]
    expect(outputs).toHaveLength(report.length + 4)
    for (const output of outputs) {
      expect(UNPRINTABLE.exec(output)).toBeNull()
      expect(BUILD_COMMAND.exec(output)).toBeNull()
    }
    expect(printed()).toContain(String.raw`\u001b[2J\u009b31m`)
    expect(files.get('report.html')).not.toMatch(/<script|<\/code><\/td><script|<a /)
    // Outside code nothing of the target is left.
    const prose = files
      .get('report.markdown')!
      .replaceAll(/^(`{3,})text\n[^]*?\n\1$/gm, '')
      .replaceAll(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '')
    expect(prose).not.toMatch(/forged|script|javascript|evil|@everyone/)
  })

  it('stays on one line in the message of an error', async () => {
    const twin = createQyvoTwin()
    const failing: Send = () => Promise.reject(new Error(HOSTILE))
    const { io, printed } = createTestTerminal(twin, failing)
    expect(await runVerify('qyvo', targetOptions, io)).toBe(3)
    expect(printed().trimEnd()).not.toMatch(UNPRINTABLE)
    expect(printed().trimEnd().split('\n')).toEqual([
      expect.stringContaining('forged'),
      expect.stringMatching(/^Exit code 3: [^\n]+\.$/),
    ])
  })
})

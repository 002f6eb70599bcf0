import { describe, expect, it } from 'vitest'
import { renderConsole, type TextStyles } from '../../../../contracts/reports.ts'
import { type Result, vendors, verify } from '../../../../contracts/index.ts'
import { changeBodies } from '../../mutants/mutant.ts'
import { type QyvoRow, createQyvoTwin } from '../../twins/qyvo.ts'

const marks: TextStyles = {
  bad: (text) => `<bad>${text}</bad>`,
  good: (text) => `<good>${text}</good>`,
  warning: (text) => `<unsure>${text}</unsure>`,
  faint: (text) => text,
  strong: (text) => text,
}

async function verifyChanged(
  only: readonly string[],
  change: (sessions: Record<string, unknown>[]) => unknown,
): Promise<Result> {
  const twin = createQyvoTwin()
  const send = changeBodies<QyvoRow>((body) =>
    Array.isArray(body) ? change(body as Record<string, unknown>[]) : undefined,
  )(twin, () => {})
  return await verify(
    'qyvo',
    { baseUrl: 'http://twin.test', credential: twin.credential, fetch: send },
    { clock: twin.clock, only, profile: { operations: 'all' } },
  )
}

describe('renderConsole', () => {
  it('prints the verdict, the counts and what did not run; passes and measurements only when verbose', async () => {
    const result = await verifyChanged(['POLL-014'], (sessions) => sessions.map((one) => ({ ...one, context: [] })))
    const summary = [
      'Qyvo at http://twin.test: passed, no violation in 100 observations',
      'MUST 1/1, SHOULD 0/0, inconclusive 0 (1 requests in 0 s, read-only)',
    ]
    const notRun = `Not run: ${vendors.qyvo.checks.length - 1} (not selected)`
    expect(renderConsole(result).trimEnd().split('\n')).toEqual([
      ...summary,
      '',
      notRun,
      'Details: `--verbose`, or a report with `--report html=report.html`',
    ])
    const verbose = renderConsole(result, { isVerbose: true, reports: ['html=one.html'] })
    expect(verbose).toContain(
      [
        ...summary,
        '',
        '✓ POLL 014  no violation in 100 observations',
        '',
        '· POLL-014 INFO  an empty context is an array (100 times)',
      ].join('\n'),
    )
    expect(verbose.trimEnd().split('\n').slice(-2)).toEqual([notRun, 'Reports: html=one.html'])
  })

  it('needs at most twelve lines for a target without violations, whatever could not be judged', async () => {
    const result = await verifyChanged(['*'], (sessions) => sessions.slice(0, 1))
    const clean: Result = {
      ...result,
      operations: { offered: [], notOffered: result.checks.map(({ id }) => id), notTried: [] },
      ledger: [{ id: '1', path: null, state: 'deleted' }],
      checks: result.checks.map((check, index) => ({
        ...check,
        outcome: [
          { kind: 'inconclusive', reason: `reason ${index}`, hint: 'data' } as const,
          { kind: 'not-selected', reason: `requires --option-${index}` } as const,
          { kind: 'expected-failure', evidence: 1, findings: [] } as const,
        ][index % 3]!,
      })),
    }
    expect(renderConsole(clean).trimEnd().split('\n').length).toBeLessThanOrEqual(12)
  })

  it('prints one block per broken check, MUSTs first, with at most three examples and one curl command', async () => {
    const result = await verifyChanged(['POLL-0*', 'TIME-*', 'SCH-*'], (sessions) =>
      sessions.map((one, index) => ({
        ...one,
        created_at: `yesterday ${index}`,
        status: index % 2 === 0 ? 'paused' : 'resumed',
        completed_at: index,
        expires_at: 'never',
      })),
    )
    const blocks = renderConsole(result)
      .split('\n\n')
      .filter((block) => block.startsWith('✗'))
    const levels = blocks.map((block) => block.split(' ')[2])
    expect(levels).toContain('SHOULD')
    expect(levels.lastIndexOf('MUST')).toBeLessThan(levels.indexOf('SHOULD'))
    expect(new Set(blocks.map((block) => block.split(' ')[1])).size).toBe(blocks.length)
    for (const block of blocks) {
      expect(block).toMatch(/\n    expected .*\n    observed /)
      expect(block.match(/^    example /gm)?.length ?? 0).toBeLessThanOrEqual(3)
      expect(block.match(/^    curl /gm)?.length ?? 0).toBeLessThanOrEqual(1)
      expect(block).not.toMatch(/^    (why|cause|finding|response) /m)
    }
    expect(renderConsole(result, { isVerbose: true })).toMatch(/^    finding .*POLL-010 \|/m)
  })

  it('marks failed, inconclusive and passed checks', async () => {
    const result = await verifyChanged(['POLL-00*'], (sessions) =>
      sessions.slice(0, 1).map((one) => ({ ...one, created_at: 'now' })),
    )
    const report = renderConsole(result, { styles: marks, isVerbose: true })
    expect(report).toContain('<good>✓</good> POLL 001 002 004 008 009')
    expect(report).toContain('<unsure>?</unsure> POLL-003 MUST')
    expect(report).toContain('inconclusive: no data: no ')
    expect(report).toMatch(/<bad>incomplete, not enough evidence<\/bad>\nMUST 2\/5, SHOULD 3\/4, inconclusive 4 /)
    expect(report).toMatch(/\nNot judged: POLL-.*: no data: .+; needs .+\n/)
  })

  it('needs only the result, which is plain JSON', async () => {
    const result = await verifyChanged(['POLL-01*'], (sessions) =>
      sessions.map((one) => ({ ...one, status: 'paused' })),
    )
    const again = JSON.parse(JSON.stringify(result)) as Result
    expect(again).toEqual(result)
    expect(renderConsole(again)).toBe(renderConsole(result))
    expect(renderConsole(result)).toContain('    observed  unknown status (100 times)')
  })

  it('prints equal fingerprints for the same fault in every run', async () => {
    const findings = async (): Promise<unknown> =>
      (
        await verifyChanged(['POLL-010'], (sessions) => sessions.map((one) => ({ ...one, status: 'paused' })))
      ).checks.find(({ id }) => id === 'POLL-010')
    expect(await findings()).toEqual(await findings())
    expect(await findings()).toMatchObject({
      outcome: { findings: [{ fingerprint: 'POLL-010 | newFlowTriggered | /*/status | unknown status', count: 100 }] },
    })
  })
})

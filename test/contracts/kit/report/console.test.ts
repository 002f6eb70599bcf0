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
    { clock: twin.clock, only },
  )
}

describe('renderConsole', () => {
  it('prints notes, checks that did not run, and the headline', async () => {
    const result = await verifyChanged(['POLL-014'], (sessions) => sessions.map((one) => ({ ...one, context: [] })))
    expect(renderConsole(result)).toBe(
      [
        'Qyvo at http://twin.test',
        '',
        '✓ POLL 014  no violation in 100 observations',
        '',
        '· POLL-014 INFO  an empty context is an array (100 times)',
        '',
        `${vendors.qyvo.checks.length - 1} not run: not selected`,
        '',
        'MUST 1/1',
        'SHOULD 0/0',
        'inconclusive 0',
        '',
      ].join('\n'),
    )
  })

  it('marks failed, inconclusive and passed checks', async () => {
    const result = await verifyChanged(['POLL-00*'], (sessions) =>
      sessions.slice(0, 1).map((one) => ({ ...one, created_at: 'now' })),
    )
    const report = renderConsole(result, marks)
    expect(report).toContain('<good>✓</good> POLL 001 002 004 008 009')
    expect(report).toContain('<unsure>?</unsure> POLL-003 MUST')
    expect(report).toContain('inconclusive: no data: no ')
    expect(report).toMatch(/\n<bad>MUST<\/bad> 2\/5\nSHOULD 3\/4\ninconclusive 4 \(no data: .+; needs .+\)\n$/)
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

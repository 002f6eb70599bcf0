import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EFFECT_FORMATS, parseEffect } from '../../../mock/http/faults/effect.ts'
import { parseCondition } from '../../../mock/http/faults/rule.ts'
import { createTestTwin } from '../../support/requests.ts'
import { arm } from './fault-requests.ts'

const text = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'faults.md'), 'utf8')
const sectionOf = (title: string) => text.split(/^#+ /m).find((section) => section.startsWith(`${title}\n`)) ?? ''
const firstCells = (section: string) =>
  section
    .split('\n')
    .flatMap((line) => [...(/^\| (`.*?`) \|/.exec(line)?.[1] ?? '').matchAll(/`(.+?)`/g)].map(([, code = '']) => code))

describe('docs/faults.md', () => {
  it('shows every effect, and none that cannot be read', () => {
    const shown = firstCells(sectionOf('Effects')).map((effect) => parseEffect(effect).kind)
    expect([...new Set(shown)].toSorted()).toEqual(Object.keys(EFFECT_FORMATS).toSorted())
    for (const { example } of Object.values(EFFECT_FORMATS)) {
      for (const one of example.split('" or "')) expect(EFFECT_FORMATS).toHaveProperty(parseEffect(one).kind)
    }
  })

  it('shows timings that make sense', () => {
    const shown = firstCells(sectionOf('When'))
    expect(shown).toHaveLength(6)
    for (const when of shown) parseCondition(JSON.parse(`{${when}}`))
  })

  it('shows changes that can be asked for', async () => {
    const after = firstCells(sectionOf('After the answer')).map((one) => JSON.parse(one))
    expect(after.map(({ kind }) => kind)).toEqual(['create', 'change', 'delete', 'advance'])
    const armed = await arm(createTestTwin({ runs: 20 }), [{ operation: 'recrubo.listFlowRuns', sideEffects: after }])
    expect(armed.status).toBe(200)
  })
})

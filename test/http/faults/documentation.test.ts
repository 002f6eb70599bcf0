import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EFFECT_FORMATS, parseEffect } from '../../../mock/http/faults/effect.ts'
import { parseCondition } from '../../../mock/http/faults/rule.ts'
import { createTestTwin } from '../../support/requests.ts'
import { setFaults } from './fault-requests.ts'

const text = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'faults.md'), 'utf8')
const getSection = (title: string) => text.split(/^#+ /m).find((section) => section.startsWith(`${title}\n`)) ?? ''
const listFirstCells = (section: string) =>
  section
    .split('\n')
    .flatMap((line) => [...(/^\| (`.*?`) \|/.exec(line)?.[1] ?? '').matchAll(/`(.+?)`/g)].map(([, code = '']) => code))

describe('docs/faults.md', () => {
  it('lists every effect, and no invalid one', () => {
    const documented = listFirstCells(getSection('Effects')).map((effect) => parseEffect(effect).kind)
    expect([...new Set(documented)].toSorted()).toEqual(Object.keys(EFFECT_FORMATS).toSorted())
    for (const { example } of Object.values(EFFECT_FORMATS)) {
      for (const text of example.split('" or "')) expect(EFFECT_FORMATS).toHaveProperty(parseEffect(text).kind)
    }
  })

  it('lists valid conditions', () => {
    const documented = listFirstCells(getSection('Conditions'))
    expect(documented).toHaveLength(6)
    for (const when of documented) parseCondition(JSON.parse(`{${when}}`))
  })

  it('lists valid side effects', async () => {
    const sideEffects = listFirstCells(getSection('Side effects')).map((text) => JSON.parse(text))
    expect(sideEffects.map(({ kind }) => kind)).toEqual(['create', 'change', 'delete', 'advance'])
    const response = await setFaults(createTestTwin({ runs: 20 }), [{ operation: 'recrubo.listFlowRuns', sideEffects }])
    expect(response.status).toBe(200)
  })
})

import { describe, expect, it } from 'vitest'
import { type Check, checks, vendors } from '../../contracts/index.ts'
import { parseContract } from '../../contracts/kit/spec/contract.ts'
import { findEvidence } from '../../contracts/kit/spec/evidence.ts'
import { mockMutants } from '../mutants/index.ts'
import { twinMutants } from './mutants/index.ts'

describe('the catalogue', () => {
  it('has unique ids per vendor', () => {
    for (const vendor of Object.values(vendors)) {
      const ids = vendor.checks.map(({ id }) => id)
      expect(ids).toEqual([...new Set(ids)])
    }
  })

  it('gives an id the same meaning for every vendor', () => {
    const getMeaning = ({ id, level, title, unit, needs, security }: Check): unknown => ({
      id,
      level,
      title,
      unit,
      needs,
      security,
    })
    for (const { check } of checks) {
      const first = checks.find(({ check: other }) => other.id === check.id)!
      expect(getMeaning(check)).toEqual(getMeaning(first.check))
    }
  })

  it.each(checks.map(({ vendor, check }) => [vendor, check.id, check] as const))(
    '%s %s has an id, a title, a unit and a hint',
    (_, __, check) => {
      expect(check.id).toMatch(
        /^(PRE|HTTP|SCH|AUTH|SEC|ERR|NEG|TIME|ORD|ENC|CONS|PERF|RATE|POLL|JAPI|CUR|PAGE|LIFE)-\d{3}$/,
      )
      expect(check.title).toMatch(/^\S.{10,160}[^.\s]$/)
      expect(check.unit).toMatch(/^\S.+[^.\s]$/)
      expect(check.hint).not.toBe('')
    },
  )

  it('has no MUST that is only a convention of Flowtwin', () => {
    expect(checks.filter(({ check }) => check.level === 'MUST' && check.source.kind === 'best-practice')).toEqual([])
  })

  it('has no level above the evidence of its statement', () => {
    const cap = { documented: 'MUST', source: 'MUST', inferred: 'SHOULD', decided: 'INFO' } as const
    const rank = ['INFO', 'SHOULD', 'MUST']
    const above = checks.flatMap(({ vendor, check }) => {
      if (check.source.kind !== 'vendor') return []
      const { basis } = findEvidence(parseContract(vendors[vendor].document), check.source.statement)
      return rank.indexOf(check.level) > rank.indexOf(cap[basis])
        ? [`${vendor} ${check.id}: ${check.source.statement} is ${basis}`]
        : []
    })
    expect(above).toEqual([])
  })

  it('has a mutant for every check that can fail', () => {
    const all = Object.values(twinMutants).flat()
    // Resources that the twins lack are mutated in the mock.
    const killed = new Set([...all, ...Object.values(mockMutants).flat()].flatMap(({ killedBy }) => killedBy))
    const failing = checks.filter(({ check }) => check.level !== 'INFO').map(({ check }) => check.id)
    expect([...new Set(failing)].filter((id) => !killed.has(id))).toEqual([])
    expect(all.length).toBeGreaterThanOrEqual(250)
  })

  it('has permanent ids, levels and titles', () => {
    const lines = checks.map(({ check: { id, level, title } }) => `${id} ${level} ${title}`)
    expect([...new Set(lines)].toSorted().join('\n')).toMatchSnapshot()
  })
})

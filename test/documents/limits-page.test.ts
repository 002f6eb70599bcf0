import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { vendors } from '../../mock/vendors/index.ts'
import { BASES, computeEvidenceShares } from '../../scripts/evidence-shares.ts'

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'limits.md'), 'utf8')
const NAMES = { qyvo: 'Qyvo', recrubo: 'Recrubo', rapidpro: 'RapidPro/TextIt', idnow: 'IDnow' }

it.each(Object.entries(NAMES))('docs/limits.md lists the evidence shares and quirks of %s', (vendor, name) => {
  const row = page.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? ''
  const [, , ...cells] = row.split('|').map((cell) => cell.trim())
  const percent = computeEvidenceShares()[vendor]?.percent
  expect(cells.slice(0, 4)).toEqual(BASES.map((basis) => `${percent?.[basis]} %`))
  const open = vendors.find((one) => one.name === vendor)?.quirks.length
  expect(cells[4]?.startsWith(`[${open}](quirks.md)`)).toBe(true)
})

import type { Evidence } from './spec-document.ts'

/** MUST may fail a run, SHOULD is reported beside it, INFO is measured and never fails. */
export type Level = 'MUST' | 'SHOULD' | 'INFO'

const RANK: Readonly<Record<Level, number>> = { MUST: 2, SHOULD: 1, INFO: 0 }
const CAP: Readonly<Record<Evidence['basis'], Level>> = {
  documented: 'MUST',
  source: 'MUST',
  inferred: 'SHOULD',
  decided: 'INFO',
}

/** The most that a statement may demand, by how it is known. */
export function levelOf(evidence: Evidence): Level {
  return CAP[evidence.basis]
}

/** The lower of two levels. */
export function weaker(left: Level, right: Level): Level {
  return RANK[left] < RANK[right] ? left : right
}

/** The highest of some levels; INFO of none. */
export function highest(levels: readonly Level[]): Level {
  return levels.reduce<Level>((best, level) => (RANK[level] > RANK[best] ? level : best), 'INFO')
}

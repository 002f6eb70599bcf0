import type { Evidence } from './spec-document.ts'

/** MUST may fail a run, SHOULD is reported beside it, INFO is measured and never fails. */
export type Level = 'MUST' | 'SHOULD' | 'INFO'

const LEVEL_RANKS: Readonly<Record<Level, number>> = { MUST: 2, SHOULD: 1, INFO: 0 }
const MAX_LEVELS: Readonly<Record<Evidence['basis'], Level>> = {
  documented: 'MUST',
  source: 'MUST',
  inferred: 'SHOULD',
  decided: 'INFO',
}

/** The most that a statement may demand, by how it is known. */
export function toLevel(evidence: Evidence): Level {
  return MAX_LEVELS[evidence.basis]
}

/** The lower of two levels. */
export function getLowerLevel(left: Level, right: Level): Level {
  return LEVEL_RANKS[left] < LEVEL_RANKS[right] ? left : right
}

/** The highest of some levels; INFO of none. */
export function getHighestLevel(levels: readonly Level[]): Level {
  return levels.reduce<Level>((best, level) => (LEVEL_RANKS[level] > LEVEL_RANKS[best] ? level : best), 'INFO')
}

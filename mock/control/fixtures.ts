import type { DatasetParameters } from '../world/parameters.ts'

/** Named worlds to begin with; fixtures/worlds/ says what each is for, and a test keeps both alike. */
export const FIXTURES: Readonly<Record<string, Partial<DatasetParameters>>> = {
  busy: { runs: 20_000, every: 1_000_000, broadcasts: 8 },
  default: {},
  edges: { runs: 500, every: 60_000_000, flows: 1, block: 250, broadcasts: 8 },
  empty: { runs: 0, arrivals: false },
  single: { runs: 1, arrivals: false },
}

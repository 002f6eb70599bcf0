import { computed } from '@preact/signals'
import { flows } from './world.ts'

/** What the flows are called, by their numbers; by one vendor's names, since each has its own. */
export const flowNames = computed((): readonly string[] =>
  flows.value.map(({ flow, vendors }) => Object.values(vendors)[0]?.name ?? `Flow ${flow}`),
)

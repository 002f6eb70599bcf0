/**
 * Measures Flowtwin against a bare node:http server that sends the same bytes from prepared Buffers: requests per second
 * of the server's CPU time, in paired slices of one run (bare, twin, bare, twin, ...), as the median of the ratios.
 * Absolute rates mean nothing on a shared machine. Options: --quick, --json, --only=<part>.
 */
import { inspect } from 'node:util'
import { measureOpening } from './opening.ts'
import { measurePage } from './page.ts'
import { measureRatios } from './ratios.ts'
import { measureSoak } from './soak.ts'
import { measureStart } from './start.ts'
import { measureStore } from './store.ts'
import { measureWorlds } from './worlds.ts'

const isQuick = process.argv.includes('--quick')
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length)

const parts = {
  ratios: () => measureRatios(isQuick ? { pairs: 3, sliceMs: 600, turns: 1 } : { pairs: 8, sliceMs: 1200, turns: 3 }),
  store: () => measureStore(isQuick ? { pairs: 5, sliceMs: 1000, turns: 1 } : { pairs: 9, sliceMs: 1500, turns: 2 }),
  worlds: () => measureWorlds(),
  page: () => measurePage(isQuick ? 4 : 10),
  start: () => measureStart(isQuick ? 3 : 11),
}

/** Minutes long, so that they run only when they are named. */
const longParts = {
  soak: () => measureSoak(isQuick ? 3 : 10),
  opening: () => measureOpening(isQuick ? 100_000 : 1_000_000),
}

const selectable = { ...parts, ...longParts }
if (only !== undefined && !(only in selectable))
  throw new Error(`there is no part "${only}"; give one of ${Object.keys(selectable).join(', ')}`)
const report: Record<string, unknown> = { node: process.version }
for (const [name, measure] of Object.entries(only === undefined ? parts : selectable)) {
  if (only === undefined || only === name) report[name] = await measure()
}
console.log(process.argv.includes('--json') ? JSON.stringify(report, null, 2) : inspect(report, { depth: 5 }))

/**
 * What Flowtwin costs, as ratios to a bare node:http server that sends the same bytes from prepared Buffers: requests per
 * second of the server's CPU time, in paired slices of one run (bare, twin, bare, twin, ...), medians. Absolute rates
 * mean nothing on a shared machine.
 */
import { measureRatios } from './ratios.ts'

const json = process.argv.includes('--json')
const quick = process.argv.includes('--quick')

const report = {
  node: process.version,
  ratios: await measureRatios({ pairs: quick ? 3 : 8, sliceMs: quick ? 500 : 1000 }),
}
console.log(json ? JSON.stringify(report, null, 2) : report)

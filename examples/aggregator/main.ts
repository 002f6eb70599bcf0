/** Prints the newest runs of all four vendors: FLOWTWIN_URL=http://127.0.0.1:4010 node --import tsx main.ts */
import { connect } from 'flowtwin'
import { readIdnow, readQyvo, readRapidPro, readRecrubo } from './aggregate.ts'

const world = await connect(process.env['FLOWTWIN_URL'] ?? 'http://127.0.0.1:4010')
const getAccess = (vendor: 'qyvo' | 'recrubo' | 'rapidpro' | 'idnow') => ({
  url: world.getUrl(vendor),
  authorization: world.getAuthorization(vendor),
})
const lines = (
  await Promise.all([
    readQyvo(getAccess('qyvo')),
    readRecrubo(getAccess('recrubo')),
    readRapidPro(getAccess('rapidpro')),
    readIdnow(getAccess('idnow')),
  ])
).flat()

for (const { vendor, id, state, startedAt } of lines
  .toSorted((one, other) => other.startedAt - one.startedAt)
  .slice(0, 40)) {
  console.log(`${new Date(startedAt).toISOString()}  ${vendor.padEnd(8)}  ${state.padEnd(9)}  ${id}`)
}

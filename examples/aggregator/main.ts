/** Prints the newest runs of all four vendors: FLOWTWIN_URL=http://127.0.0.1:4010 node --import tsx main.ts */
import { connect } from 'flowtwin'
import { fromIdnow, fromQyvo, fromRapidPro, fromRecrubo } from './aggregate.ts'

const world = await connect(process.env['FLOWTWIN_URL'] ?? 'http://127.0.0.1:4010')
const access = (vendor: 'qyvo' | 'recrubo' | 'rapidpro' | 'idnow') => ({
  url: world.url(vendor),
  authorization: world.authorization(vendor),
})
const lines = (
  await Promise.all([
    fromQyvo(access('qyvo')),
    fromRecrubo(access('recrubo')),
    fromRapidPro(access('rapidpro')),
    fromIdnow(access('idnow')),
  ])
).flat()

for (const { vendor, id, state, startedAt } of lines
  .toSorted((one, other) => other.startedAt - one.startedAt)
  .slice(0, 40)) {
  console.log(`${new Date(startedAt).toISOString()}  ${vendor.padEnd(8)}  ${state.padEnd(9)}  ${id}`)
}

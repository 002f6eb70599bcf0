/**
 * Serves a store in a process of its own, which a test kills, after its standard input has ended. Arguments: the place, and
 * the options of `openStore` and `listen` as JSON.
 */
import { finished } from 'node:stream/promises'
import { openStore } from '../../mock/store/open-store.ts'
import { createTwin } from '../../mock/twin.ts'

const [, , place = '', storeOptions = '{}', listenOptions = '{}'] = process.argv
await finished(process.stdin.resume())
const twin = createTwin({ runs: 60, limits: false, store: await openStore(place, JSON.parse(storeOptions)) })
const server = await twin.listen({ ownsProcess: true, ...JSON.parse(listenOptions) })
await twin.ready()
// Handled before the line is printed, because its reader may stop the server at once.
process.once('SIGTERM', () => void server.close().then(() => twin.close()))
console.log(JSON.stringify({ url: server.url }))

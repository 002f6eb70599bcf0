/** Serves a twin in its own process. Arguments: number of runs, clock, and for a store its folder and the option `sync`. */
import { createTwin, openStore } from '../mock/index.ts'
import { measureUsage, type UsageRequest, sendMessage } from './message.ts'

process.on('message', (usageRequest: UsageRequest) => void measureUsage(usageRequest).then(sendMessage))
const [runs = '1000', clock = 'live', folder, sync] = process.argv.slice(2)
const store = folder === undefined ? {} : { store: await openStore(folder, { sync: sync === 'disk' ? sync : 'os' }) }
const twin = createTwin({ runs: Number(runs), clock: clock === 'frozen' ? clock : 'live', limits: false, ...store })
sendMessage({ port: (await twin.listen({ ownsProcess: true })).port })

/** Serves a twin in its own process. Arguments: number of runs, clock. */
import { createTwin } from '../mock/twin.ts'
import { measureUsage, type UsageRequest, sendMessage } from './message.ts'

process.on('message', (usageRequest: UsageRequest) => void measureUsage(usageRequest).then(sendMessage))
const [runs = '1000', clock = 'live'] = process.argv.slice(2)
const twin = createTwin({ runs: Number(runs), clock: clock === 'frozen' ? clock : 'live', limits: false })
sendMessage({ port: (await twin.listen({ ownsProcess: true })).port })

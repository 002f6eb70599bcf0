/** The twin in a process of its own. */
import { createTwin } from '../mock/twin.ts'
import { fare, type Question, tell } from './message.ts'

process.on('message', (question: Question) => void fare(question).then(tell))
const [runs = '1000', clock = 'live'] = process.argv.slice(2)
const twin = createTwin({ runs: Number(runs), clock: clock === 'frozen' ? clock : 'live', limits: false })
tell({ port: (await twin.listen({ ownsProcess: true })).port })

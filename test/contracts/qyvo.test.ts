import { verifyTwin } from './twins/verify-twin.ts'
import { createQyvoTwin } from './twins/qyvo.ts'

verifyTwin('qyvo', { createTwin: createQyvoTwin })

import { verifyTwin } from './twins/verify-twin.ts'
import { createRecruboTwin } from './twins/recrubo.ts'

verifyTwin('recrubo', { createTwin: () => createRecruboTwin() })

import type { Face } from '../http/vendor.ts'
import { face as idnow } from './idnow/face.ts'
import { face as qyvo } from './qyvo/face.ts'
import { face as rapidpro } from './rapidpro/face.ts'
import { face as recrubo } from './recrubo/face.ts'

/** Every vendor that Flowtwin describes, in the order in which they are listed; the rest of each is in index.ts. */
export const faces: readonly Face[] = [qyvo, recrubo, rapidpro, idnow]

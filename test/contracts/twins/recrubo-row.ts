import { uuid } from './twin.ts'

export interface RecruboRow {
  id: string
  flow: number
  thread: number
  state: Record<string, unknown>
  initialMessage: Record<string, unknown>
  status: string
  cost: number
  /** Milliseconds since 1970. */
  createdAt: number
  updatedAt: number
}

export const flowId = (number: number): string => uuid('00f4', number)
export const threadId = (number: number): string => uuid('00a4', number)

import { randomInt, deriveKey } from '../world/random.ts'
import { type SpecialFlow, getSpecialFlow } from '../world/model/flow.ts'
import type { Instant } from '../world/time/instant.ts'
import type { JsonObject, JsonValue, Run } from '../world/model/run.ts'
import { memoizePerWorld, type World } from '../world/world.ts'

/** A question of a flow, and what people answer. */
export interface Question {
  /** Under which answers are kept; snake_case. */
  readonly key: string
  readonly name: string
  /** For each category of answers, texts that people write. */
  readonly answers: Readonly<Record<string, readonly string[]>>
}

/** What people see of one flow. */
export interface FlowText {
  readonly name: string
  readonly questions: readonly Question[]
  /** What a run knows when it begins, each value one of several. */
  readonly entryVariables: Readonly<Record<string, readonly string[]>>
}

/** How one vendor's world talks: its flows, by index. */
export type FlowTexts = readonly FlowText[]

/** An answer that a contact gave. */
export interface Answer {
  readonly question: Question
  /** The place of the question in its flow, from 0. */
  readonly step: number
  readonly category: string
  readonly text: string
  readonly at: Instant
}

const NO_ANSWERS: readonly Answer[] = []

const getAnswerKey = memoizePerWorld((world) => deriveKey(world.dataset.parameters.seed, 'answer'))
const getEntryKey = memoizePerWorld((world) => deriveKey(world.dataset.parameters.seed, 'entry'))

const SPECIAL_NAMES: Readonly<Record<SpecialFlow, string>> = {
  draft: 'Not published yet',
  'always-fails': 'Always fails',
  'always-expires': 'Always expires',
  'stays-queued': 'Stays queued',
}

/** The texts of the flow at `index`; flows beyond the flavour's own come again under a numbered name. */
export function getFlowText(flowTexts: FlowTexts, world: World, index: number): FlowText {
  const text = flowTexts[index % flowTexts.length]
  if (text === undefined) throw new RangeError('a flavour needs at least one flow')
  const special = getSpecialFlow(index, world.dataset.parameters.flows)
  if (special !== undefined) return { ...text, name: SPECIAL_NAMES[special] }
  const round = Math.floor(index / flowTexts.length)
  return round === 0 ? text : { ...text, name: `${text.name} (${round + 1})` }
}

/** The answers that a run holds so far. */
export function getAnswers(flowTexts: FlowTexts, world: World, run: Run): readonly Answer[] {
  const { questions } = getFlowText(flowTexts, world, run.flow.index)
  const key = getAnswerKey(world)
  return run.repliesAt.map((at, step) => {
    const question = questions[step % questions.length]
    if (question === undefined) throw new RangeError('a flow needs at least one question')
    const categories = Object.keys(question.answers)
    const givenAnswer = run.input?.answers?.[step]
    if (givenAnswer !== undefined)
      return { question, step, category: findCategory(question, givenAnswer), text: givenAnswer, at }
    const category = categories[randomInt(key, run.number, 2 * step) % categories.length] ?? ''
    const texts = question.answers[category] ?? []
    return {
      question,
      step,
      category,
      text: texts[randomInt(key, run.number, 2 * step + 1) % texts.length] ?? category,
      at,
    }
  })
}

/** The category that a text falls into: the one that has it among its own, else what flows call any other. */
function findCategory({ answers }: Question, text: string): string {
  return Object.keys(answers).find((category) => answers[category]?.includes(text)) ?? 'Other'
}

/** What a run has gathered: what it was given or began with, then its answers; a replacement wipes what came before it. */
export function getVariables(flowTexts: FlowTexts, world: World, run: Run): JsonObject {
  const answers = run.repliesAt.length === 0 ? NO_ANSWERS : getAnswers(flowTexts, world, run)
  const { replacedVariables } = run
  const kept = replacedVariables === null ? answers : answers.filter((answer) => answer.at > replacedVariables.at)
  const start = replacedVariables?.value ?? run.input?.variables ?? getEntryVariables(flowTexts, world, run)
  if (kept.length === 0) return start
  const answerVariables: [string, JsonValue][] = kept.map((answer) => [answer.question.key, answer.text])
  return { ...start, ...Object.fromEntries(answerVariables) }
}

function getEntryVariables(flowTexts: FlowTexts, world: World, run: Run): JsonObject {
  const key = getEntryKey(world)
  const { entryVariables } = getFlowText(flowTexts, world, run.flow.index)
  const chosen = Object.entries(entryVariables).map(([name, values], at) => [
    name,
    values[randomInt(key, run.number, at) % values.length] ?? '',
  ])
  return Object.fromEntries(chosen) as JsonObject
}

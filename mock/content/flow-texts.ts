import { BoundedCache, memoizeByObject } from '../world/collections/memoize.ts'
import type { Dataset } from '../world/dataset/dataset.ts'
import { type SpecialFlow, getSpecialFlow } from '../world/model/flow.ts'
import type { JsonObject, JsonValue } from '../world/model/json.ts'
import { type OwnAnswer, type OwnFlow, selectVendorText } from '../world/model/own-data.ts'
import type { Run } from '../world/model/run.ts'
import { deriveKey, randomInt } from '../world/random.ts'
import type { Instant } from '../world/time.ts'

/** A question of a flow with its possible answers. */
export interface Question {
  /** The name of the variable that holds the answer; snake_case. */
  readonly key: string
  readonly name: string
  /** The texts that contacts write, by category. */
  readonly answers: Readonly<Record<string, readonly string[]>>
  /** The shares of the categories, in order; equal where absent. */
  readonly weights?: readonly number[]
}

export interface FlowText {
  readonly name: string
  readonly questions: readonly Question[]
  /** The variables of a run at its start, each with its possible values. */
  readonly entryVariables: Readonly<Record<string, readonly string[]>>
}

/** The texts of a vendor's flows. */
export interface FlowTexts {
  /** The vendor's name in own data. */
  readonly vendor: string
  /** The generated flows, by index. */
  readonly flows: readonly FlowText[]
}

/** A reply of a contact. */
export interface Answer {
  readonly question: Question
  /** Index of the question in its flow, from 0. */
  readonly step: number
  readonly category: string
  readonly text: string
  readonly at: Instant
}

const NO_ANSWERS: readonly Answer[] = []

/** The part of a world that its texts depend on. */
interface TextSource {
  readonly dataset: Dataset
}

const getAnswerKey = memoizeByObject(({ parameters }: Dataset) => deriveKey(parameters.seed, 'answer'))
const getEntryKey = memoizeByObject(({ parameters }: Dataset) => deriveKey(parameters.seed, 'entry'))

const SPECIAL_NAMES: Readonly<Record<SpecialFlow, string>> = {
  draft: 'Not published yet',
  'always-fails': 'Always fails',
  'always-expires': 'Always expires',
  'stays-queued': 'Stays queued',
}

/** The texts of the flow at `index`; flows beyond the vendor's own repeat under a numbered name. */
export function getFlowText(flowTexts: FlowTexts, world: TextSource, index: number): FlowText {
  const { flows } = flowTexts
  const text = flows[index % flows.length]
  if (text === undefined) throw new RangeError('a vendor needs at least one flow text')
  const { parameters } = world.dataset
  const own = world.dataset.flows[index]?.own ?? null
  if (own !== null) return getOwnTexts(own).getOrCompute(flowTexts, () => createOwnText(own, flowTexts.vendor, text))
  const special = getSpecialFlow(index, parameters)
  if (special !== undefined) return { ...text, name: SPECIAL_NAMES[special] }
  const round = Math.floor(index / flows.length)
  return round === 0 ? text : { ...text, name: `${text.name} (${round + 1})` }
}

const MAX_CACHED_VENDORS = 8

/** The texts of an own flow by vendor. */
const getOwnTexts = memoizeByObject<OwnFlow, BoundedCache<FlowTexts, FlowText>>(
  () => new BoundedCache(MAX_CACHED_VENDORS),
)

/** Creates the text of an own flow; what the user left out is that of the generated flow in its place. */
function createOwnText({ name, questions, variables }: OwnFlow, vendor: string, generated: FlowText): FlowText {
  return {
    name: selectVendorText(name, vendor) ?? generated.name,
    entryVariables: variables ?? (questions === undefined ? generated.entryVariables : {}),
    questions:
      questions?.map(({ key, text, answers }) => ({
        key,
        name: text,
        answers: Object.fromEntries(answers.map(({ category, texts }) => [category, texts])),
        weights: answers.map(({ weight }: OwnAnswer) => weight),
      })) ?? generated.questions,
  }
}

/** The answers of a run up to now. */
export function getAnswers(flowTexts: FlowTexts, world: TextSource, run: Run): readonly Answer[] {
  const { questions } = getFlowText(flowTexts, world, run.flow.index)
  const key = getAnswerKey(world.dataset)
  return run.repliesAt.map((at, step) => {
    const question = questions[step % questions.length]
    if (question === undefined) throw new RangeError('a flow needs at least one question')
    const categories = Object.keys(question.answers)
    const givenAnswer = run.input?.answers?.[step]
    if (givenAnswer !== undefined)
      return { question, step, category: findCategory(question, givenAnswer), text: givenAnswer, at }
    const category = pickCategory(categories, randomInt(key, run.number, 2 * step), question.weights)
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

/** Picks a category by a random number, in the proportions of the weights. */
function pickCategory(categories: readonly string[], random: number, weights: Question['weights']): string {
  if (weights === undefined) return categories[random % categories.length] ?? ''
  let rest = random % weights.reduce((left, right) => left + right, 0)
  return categories[weights.findIndex((weight) => (rest -= weight) < 0)] ?? ''
}

/** The category that lists a text, else "Other". */
function findCategory({ answers }: Question, text: string): string {
  return Object.keys(answers).find((category) => answers[category]?.includes(text)) ?? 'Other'
}

/** The variables of a run: those of its start, then its answers. A replacement removes all earlier ones. */
export function getVariables(flowTexts: FlowTexts, world: TextSource, run: Run): JsonObject {
  const answers = run.repliesAt.length === 0 ? NO_ANSWERS : getAnswers(flowTexts, world, run)
  const { replacedVariables } = run
  const kept = replacedVariables === null ? answers : answers.filter((answer) => answer.at > replacedVariables.at)
  const start = replacedVariables?.value ?? run.input?.variables ?? getEntryVariables(flowTexts, world, run)
  if (kept.length === 0) return start
  const answerVariables: [string, JsonValue][] = kept.map((answer) => [answer.question.key, answer.text])
  return { ...start, ...Object.fromEntries(answerVariables) }
}

function getEntryVariables(flowTexts: FlowTexts, world: TextSource, run: Run): JsonObject {
  const key = getEntryKey(world.dataset)
  const { entryVariables } = getFlowText(flowTexts, world, run.flow.index)
  const chosen = Object.entries(entryVariables).map(([name, values], at) => [
    name,
    values[randomInt(key, run.number, at) % values.length] ?? '',
  ])
  return Object.fromEntries(chosen) as JsonObject
}

/** Creates the questions of a flow from their answers. A name is the key in words: `waiting_time` is "Waiting time". */
export function createQuestions(answersByKey: Readonly<Record<string, Question['answers']>>): readonly Question[] {
  return Object.entries(answersByKey).map(([key, answers]) => {
    const words = key.replaceAll(/_|(?=[A-Z])/g, ' ').toLowerCase()
    return { key, name: words.charAt(0).toUpperCase() + words.slice(1), answers }
  })
}

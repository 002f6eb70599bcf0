import { parseDuration } from '../wire/date-time.ts'
import type { DatasetParameters } from '../world/dataset/parameters.ts'
import type { OwnContact, OwnData, OwnFlow, OwnQuestion } from '../world/model/own-data.ts'
import { MINUTE } from '../world/time.ts'
import { findContradictions, findFlowContradictions } from './contradictions.ts'
import {
  DEFAULT_ANSWERS,
  DEFAULT_MINUTES_TO_LIVE,
  type OwnContactInput,
  type OwnDataInput,
  type OwnFlowInput,
  type OwnGeneration,
  type OwnQuestionInput,
  type OwnRun,
} from './input.ts'
import { findSchemaIssues, formatPath, OwnDataError, type OwnDataIssue } from './validate.ts'

/** Own data that was checked: the part that the dataset depends on, and the rest. */
export interface CompleteOwnData {
  readonly ownData: OwnData
  readonly runs: readonly OwnRun[]
  readonly generate: OwnGeneration
}

/**
 * Checks own data and fills in its defaults. The result is valid as own data, too.
 * @param formatPlace names the place of an issue in the message; by default by its path
 * @throws {OwnDataError}
 */
export function completeOwnData(value: unknown, formatPlace?: (issue: OwnDataIssue) => string): CompleteOwnData {
  const issues = findSchemaIssues(value)
  if (issues.length > 0) throw new OwnDataError(issues, formatPlace)
  // The schema describes this type.
  const input = value as OwnDataInput
  const contradictions = findContradictions(input)
  if (contradictions.length > 0) throw new OwnDataError(contradictions, formatPlace)
  const { flows, contacts, groups, specials, runs = [], generate = {} } = input
  const ownData: OwnData = {
    ...(flows === undefined ? {} : { flows: sortDraftsLast(flows.map(completeFlow)) }),
    ...(contacts === undefined ? {} : { contacts: contacts.map(completeContact) }),
    ...(groups === undefined ? {} : { groups: groups.map((group) => ({ ...group, ...lowerIds(group) })) }),
    ...(specials === undefined ? {} : { specials }),
  }
  return { ownData, runs: flows === undefined ? runs : runs.map((run) => toSortedPlace(run, flows)), generate }
}

/**
 * Checks the description of a flow that is added to a world, and fills in its defaults.
 * @throws {OwnDataError}
 */
export function completeAddedFlow(value: unknown): OwnFlow {
  const formatPlace = ({ path: [, , ...inside] }: OwnDataIssue) =>
    inside.length === 0 ? 'the flow' : formatPath(inside)
  const issues = findSchemaIssues({ flows: [value] })
  if (issues.length > 0) throw new OwnDataError(issues, formatPlace)
  // The schema describes this type.
  const flow = value as OwnFlowInput
  const contradictions = findFlowContradictions(flow, ['flows', 0])
  if (contradictions.length > 0) throw new OwnDataError(contradictions, formatPlace)
  return { ...completeFlow(flow), weight: 0 }
}

/** Returns the parameters of a dataset with own data. */
export function toOwnParameters({ ownData, generate }: CompleteOwnData): Partial<DatasetParameters> {
  const { runs, every } = generate
  const interval = every === undefined ? undefined : parseDuration(every)
  return {
    ownData,
    ...(runs === undefined ? {} : { runs }),
    ...(every === 'never' ? { arrivals: false } : {}),
    ...(interval === undefined ? {} : { every: interval }),
  }
}

/** Replaces the place of a run's flow in the file by its index in the world. */
function toSortedPlace(run: OwnRun, flows: readonly OwnFlowInput[]): OwnRun {
  const place = typeof run.flow === 'number' ? run.flow : -1
  const flow = flows[place]
  if (flow === undefined) return run
  const countBefore = (isCounted: (other: OwnFlowInput) => boolean) => flows.slice(0, place).filter(isCounted).length
  const isDraft = ({ status }: OwnFlowInput) => status === 'draft'
  const index = isDraft(flow)
    ? countBefore(isDraft) + flows.filter((other) => !isDraft(other)).length
    : countBefore((other) => !isDraft(other))
  return { ...run, flow: index }
}

/** Published flows come first, so that their indices are those of the generated runs. */
function sortDraftsLast(flows: readonly OwnFlow[]): readonly OwnFlow[] {
  return [...flows.filter(({ status }) => status === 'published'), ...flows.filter(({ status }) => status === 'draft')]
}

function completeFlow({ name, ids, status, ttl, environment, weight, variables, questions }: OwnFlowInput): OwnFlow {
  return {
    name,
    ...lowerIds({ ids }),
    status: status ?? 'published',
    ttl: typeof ttl === 'string' ? (parseDuration(ttl) ?? 0) / MINUTE : (ttl ?? DEFAULT_MINUTES_TO_LIVE),
    ...(environment === undefined ? {} : { environment }),
    weight: weight ?? 1,
    ...(variables === undefined
      ? {}
      : { variables: Object.fromEntries(Object.entries(variables).map(([key, texts]) => [key, [texts].flat()])) }),
    ...(questions === undefined ? {} : { questions: questions.map(completeQuestion) }),
  }
}

function completeQuestion({ key, text, answers = DEFAULT_ANSWERS }: OwnQuestionInput): OwnQuestion {
  return {
    key,
    text: text ?? toWords(key),
    answers: answers.map((answer) => {
      if (typeof answer === 'string') return { category: answer, texts: [answer], weight: 1 }
      const { category, texts = [category], weight = 1 } = answer
      return { category, texts, weight }
    }),
  }
}

function toWords(key: string): string {
  const words = key
    .replaceAll(/[_-]|(?=[A-Z])/g, ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function completeContact({ phone, ...contact }: OwnContactInput): OwnContact {
  return { ...contact, ...(phone === undefined ? {} : { phones: [phone] }), ...lowerIds(contact) }
}

/** UUIDs are compared in lower case; a subject id is any text. */
function lowerIds({ ids }: { readonly ids?: OwnFlow['ids'] | undefined }): Pick<OwnFlow, 'ids'> {
  if (ids === undefined) return {}
  const entries = Object.entries(ids).map(([vendor, id]) => [vendor, UUID.test(id) ? id.toLowerCase() : id])
  return { ids: Object.fromEntries(entries) as Readonly<Record<string, string>> }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

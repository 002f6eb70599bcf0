import { parseDuration } from '../wire/date-time.ts'
import { MINUTE } from '../world/time.ts'
import {
  DEFAULT_ANSWERS,
  DEFAULT_MINUTES_TO_LIVE,
  type OwnContactInput,
  type OwnDataInput,
  type OwnFlowInput,
} from './input.ts'
import type { DataPath, OwnDataIssue } from './validate.ts'

/** Finds values that contradict each other. */
export function findContradictions(input: OwnDataInput): readonly OwnDataIssue[] {
  const { flows = [], contacts = [], groups = [] } = input
  const issues: OwnDataIssue[] = []
  const report = (path: DataPath, message: string) => issues.push({ path, isAboutName: false, message })
  for (const [kind, entries] of Object.entries({ flows, contacts, groups })) checkDistinctIds(kind, entries, report)
  if (input.flows !== undefined) checkShares(flows, report)
  flows.forEach((flow, index) => checkFlow(flow, ['flows', index], report))
  checkPhones(contacts, report)
  const names = groups.map(({ name }) => name)
  reportRepeated(names, (place) => report(['groups', place, 'name'], `repeats the name of another group`))
  contacts.forEach(({ groups: own = [] }, index) => {
    own.forEach((name, place) => {
      if (!names.includes(name)) report(['contacts', index, 'groups', place], `"${name}" is not one of \`groups\``)
    })
  })
  return issues
}

/** Finds values of one flow that contradict each other. */
export function findFlowContradictions(flow: OwnFlowInput, path: DataPath): readonly OwnDataIssue[] {
  const issues: OwnDataIssue[] = []
  checkFlow(flow, path, (place, message) => issues.push({ path: place, isAboutName: false, message }))
  return issues
}

type Report = (path: DataPath, message: string) => void

function checkDistinctIds(
  kind: string,
  entries: readonly { readonly ids?: Readonly<Record<string, string>> }[],
  report: Report,
): void {
  const taken = new Map<string, number>()
  entries.forEach(({ ids = {} }, index) => {
    for (const [vendor, id] of Object.entries(ids)) {
      const key = `${vendor} ${id.toLowerCase()}`
      const other = taken.get(key)
      if (other === undefined) taken.set(key, index)
      else report([kind, index, 'ids', vendor], `is the id of ${kind}[${other}], too; give another one`)
    }
  })
}

function checkShares(flows: readonly OwnFlowInput[], report: Report): void {
  const published = flows.filter(({ status }) => status !== 'draft')
  if (published.length === 0) report(['flows'], 'are all drafts; at least one must be published')
  else if (published.every(({ weight }) => weight === 0)) report(['flows'], 'all have weight 0; give one a weight')
}

function checkFlow({ ttl, questions = [] }: OwnFlowInput, path: DataPath, report: Report): void {
  const minutes = typeof ttl === 'string' ? (parseDuration(ttl) ?? 0) / MINUTE : (ttl ?? DEFAULT_MINUTES_TO_LIVE)
  if (minutes < 1 || minutes > 43_200) report([...path, 'ttl'], 'must be from 1 minute to 30 days')
  const keys = questions.map(({ key }) => key)
  reportRepeated(keys, (place) => report([...path, 'questions', place, 'key'], 'repeats the key of another question'))
  questions.forEach(({ answers = DEFAULT_ANSWERS }, place) => {
    const at = [...path, 'questions', place, 'answers']
    const categories = answers.map((answer) => (typeof answer === 'string' ? answer : answer.category))
    reportRepeated(categories, (other) => report([...at, other], 'repeats the category of another answer'))
    if (answers.every((answer) => typeof answer !== 'string' && answer.weight === 0))
      report(at, 'all have weight 0; give one a weight')
  })
}

function checkPhones(contacts: readonly OwnContactInput[], report: Report): void {
  const places: DataPath[] = []
  const phones: string[] = []
  contacts.forEach(({ phone, phones: several }, index) => {
    if (phone !== undefined && several !== undefined)
      report(['contacts', index, 'phones'], 'is not allowed with `phone`; give one of them')
    const all = several ?? (phone === undefined ? [] : [phone])
    all.forEach((number, place) => {
      phones.push(number)
      places.push(several === undefined ? ['contacts', index, 'phone'] : ['contacts', index, 'phones', place])
    })
  })
  reportRepeated(phones, (place) => report(places[place] ?? [], 'is the number of another contact, too'))
}

/** Calls back with the place of each text that occurred before. */
function reportRepeated(texts: readonly string[], onRepeated: (place: number) => void): void {
  const seen = new Set<string>()
  texts.forEach((text, place) => {
    if (seen.has(text)) onRepeated(place)
    seen.add(text)
  })
}

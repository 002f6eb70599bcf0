import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

/** A fenced block: its language, what stands behind that, and where it is. */
export interface Block {
  readonly language: string
  /** What the block is: the file that it shows, or `figure`; empty for commands and what they print. */
  readonly name: string
  readonly text: string
  readonly line: number
}

/** Every Markdown file of the repository, as a path from its root; what is fetched, built or hidden is not of it. */
export function documents(): readonly string[] {
  return pagesBelow('').toSorted()
}

function pagesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return /^(node_modules|dist|\..*)$/.test(entry.name) ? [] : pagesBelow(path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

export function blocksOf(path: string): readonly Block[] {
  const text = textOf(path)
  return [...text.matchAll(/^```(\w*) ?(.*)\n([\s\S]*?)^```$/gm)].map(
    ({ index, 1: language = '', 2: name = '', 3: content = '' }) => ({
      language,
      name,
      text: content,
      line: text.slice(0, index).split('\n').length,
    }),
  )
}

/** What else Markdown takes for code: a paragraph that is indented, a fence of other signs or inside a list. */
export function looseCodeIn(text: string): readonly string[] {
  const rest = text.replaceAll(/^```\w* ?.*\n[\s\S]*?^```$/gm, '')
  const indented = rest.matchAll(/\n\n(?: {4}|\t)\S.*/g)
  const fenced = rest.matchAll(/^ *(?:```|~~~).*/gm)
  return [...indented, ...fenced].map(([found]) => found.trim())
}

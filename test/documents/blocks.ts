import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

/** A fenced code block. */
export interface CodeBlock {
  readonly language: string
  /** The text after the language: the file that the block shows, or `figure`; empty for commands and their output. */
  readonly name: string
  readonly text: string
  /** Line of the opening fence, from 1. */
  readonly line: number
}

/** Returns every Markdown file of the repository, relative to its root, without dependencies, build output and hidden folders. */
export function listDocuments(): readonly string[] {
  return listMarkdownFiles('').toSorted()
}

function listMarkdownFiles(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return /^(node_modules|dist|\..*)$/.test(entry.name) ? [] : listMarkdownFiles(path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}

export function readDocument(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

export function readBlocks(path: string): readonly CodeBlock[] {
  const text = readDocument(path)
  return [...text.matchAll(/^```(\w*) ?(.*)\n([\s\S]*?)^```$/gm)].map(
    ({ index, 1: language = '', 2: name = '', 3: content = '' }) => ({
      language,
      name,
      text: content,
      line: text.slice(0, index).split('\n').length,
    }),
  )
}

/** Returns code outside of plain fences: indented paragraphs, `~~~` fences, and fences inside a list. */
export function findUnfencedCode(text: string): readonly string[] {
  const rest = text.replaceAll(/^```\w* ?.*\n[\s\S]*?^```$/gm, '')
  const indented = rest.matchAll(/\n\n(?: {4}|\t)\S.*/g)
  const fenced = rest.matchAll(/^ *(?:```|~~~).*/gm)
  return [...indented, ...fenced].map(([code]) => code.trim())
}

import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createProgram } from '../../cli/main.ts'
import { checks, EXIT_CODES, readBaseline, readConfig } from '../../contracts/index.ts'
import { reportFormats } from '../../contracts/reports.ts'
import { readBlocks } from '../documents/blocks.ts'

const page = readFileSync(new URL('../../docs/verify.md', import.meta.url), 'utf8')
const { commands } = await createProgram()
const checkCommands = commands.filter((command) => command.helpGroup() === 'Check an API:')

function readCodeBlocks(language: string): readonly string[] {
  const blocks = readBlocks('docs/verify.md').filter((block) => block.language === language)
  return blocks.map(({ text }) => text)
}

/** Splits a command line as a shell does. */
function splitWords(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare = '']) => quoted ?? bare)
}

/** Returns the verb or the options of a command line that do not exist. */
function findUnknownWords([verb = '', ...rest]: readonly string[]): readonly string[] {
  const command = commands.find((candidate) => candidate.name() === verb)
  if (command === undefined) return [verb]
  const subcommand = command.commands.find((candidate) => candidate.name() === rest[0])
  const options = listOptions(subcommand ?? command)
  return rest.filter((word) => word.startsWith('--') && !options.includes(word))
}

function listOptions(command: Command): readonly string[] {
  return command.options.map(({ long }) => long ?? '')
}

describe('docs/verify.md', () => {
  it('shows every command of the suite, and only existing commands and options', () => {
    const lines = [...readCodeBlocks('sh'), ...readCodeBlocks('yaml')].flatMap((text) =>
      [...text.matchAll(/(?:npx )?flowtwin (\w.*)$/gm)].map(([, line = '']) => splitWords(line)),
    )
    expect(lines.length).toBeGreaterThan(12)
    expect(lines.flatMap(findUnknownWords)).toEqual([])
    const mentioned = [...page.matchAll(/`(--[a-z-]+)/g)].map(([, option = '']) => option)
    const options = checkCommands.flatMap(listOptions)
    expect(mentioned.filter((option) => !options.includes(option))).toEqual([])
    const verbs = new Set(lines.map(([verb]) => verb))
    expect(checkCommands.map((command) => command.name()).filter((name) => !verbs.has(name))).toEqual([])
  })

  it('has a valid configuration, baseline and workflow', () => {
    const [config = '', baseline = '', workflow = ''] = readCodeBlocks('yaml')
    expect(readConfig(parse(config), { API_URL: 'https://api.example.org' }).profile).toEqual({
      bounds: 'inclusive',
      graceSeconds: 60,
    })
    expect(readBaseline(parse(baseline)).waivers).toHaveLength(1)
    expect(parse(workflow)).toHaveProperty('jobs')
  })

  it('lists every exit code and every report format', () => {
    const rows = [...page.matchAll(/^\| (\S+) \|/gm)].map(([, first]) => first)
    expect(rows).toEqual(expect.arrayContaining(Object.values(EXIT_CODES).map(String)))
    expect(rows).toEqual(expect.arrayContaining([...Object.keys(reportFormats), 'ndjson']))
  })

  it('explains an existing check', () => {
    const [, id] = /flowtwin explain (\S+)/.exec(page)!
    expect(checks.map(({ check }) => check.id)).toContain(id)
  })
})

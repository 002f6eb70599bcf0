import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { addSuiteCommands } from '../../../cli/commands/suite.ts'
import { addVerifyCommand } from '../../../cli/commands/verify-command.ts'
import { checks, EXIT_CODES, readBaseline, readConfig, reportFormats } from '../../../contracts/index.ts'
import { readBlocks } from '../../documents/blocks.ts'

const page = readFileSync(new URL('../../../docs/verify.md', import.meta.url), 'utf8')

function blocks(language: string): readonly string[] {
  const own = readBlocks('docs/verify.md').filter((block) => block.language === language)
  return own.map(({ text }) => text)
}

function program(): Command {
  const all = new Command()
  addVerifyCommand(all)
  addSuiteCommands(all)
  return all
}

/** A command line as the words that a shell makes of it. */
function words(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare = '']) => quoted ?? bare)
}

function unknownIn([verb = '', ...rest]: readonly string[], commands: readonly Command[]): readonly string[] {
  const command = commands.find((one) => one.name() === verb)
  if (command === undefined) return [verb]
  const sub = command.commands.find((one) => one.name() === rest[0])
  const options = (sub ?? command).options.map(({ long }) => long)
  return rest.filter((word) => word.startsWith('--') && !options.includes(word))
}

describe('the page about verify', () => {
  it('shows only commands and options that there are', () => {
    const lines = [...blocks('sh'), ...blocks('yaml')].flatMap((text) => [
      ...text.matchAll(/(?:npx )?flowtwin (\w.*)$/gm),
    ])
    const commands = program().commands
    expect(lines.length).toBeGreaterThan(12)
    expect(lines.flatMap(([, line = '']) => unknownIn(words(line), commands))).toEqual([])
    const named = [...page.matchAll(/`(--[a-z-]+)/g)].map(([, option]) => option)
    const known = commands.flatMap(({ options }) => options.map(({ long }) => long))
    expect(named.filter((option) => !known.includes(option))).toEqual([])
    const verbs = new Set(lines.map(([, line = '']) => words(line)[0]))
    expect(commands.map((one) => one.name()).filter((name) => !verbs.has(name))).toEqual([])
  })

  it('has a configuration and a baseline that can be read', () => {
    const [config = '', baseline = '', workflow = ''] = blocks('yaml')
    expect(readConfig(parse(config), { API_URL: 'https://api.example.org' }).profile).toEqual({
      bounds: 'inclusive',
      graceSeconds: 60,
    })
    expect(readBaseline(parse(baseline)).waivers).toHaveLength(1)
    expect(parse(workflow)).toHaveProperty('jobs')
  })

  it('lists every exit code and every report', () => {
    const rows = [...page.matchAll(/^\| (\S+) \|/gm)].map(([, first]) => first)
    expect(rows).toEqual(expect.arrayContaining(Object.values(EXIT_CODES).map(String)))
    expect(rows).toEqual(expect.arrayContaining([...Object.keys(reportFormats), 'ndjson']))
  })

  it('explains a check that there is', () => {
    const [, id] = /flowtwin explain (\S+)/.exec(page)!
    expect(checks.map(({ check }) => check.id)).toContain(id)
  })
})

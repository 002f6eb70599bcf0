import { describe, expect, it } from 'vitest'
import { readModules } from '../../scripts/source-modules.ts'

const all = readModules(['mock', 'client', 'testing', 'contracts', 'cli', 'bench', 'scripts', 'spec', 'test', 'page'])

/** Who may import whom: rooms by folder, packages by name. What a room is not given it may not have. */
const HOUSE: readonly {
  readonly room: RegExp
  readonly rooms: readonly RegExp[]
  readonly packages: readonly RegExp[]
}[] = [
  { room: /^mock\/world\//, rooms: [/^mock\/world\//], packages: [] },
  { room: /^mock\/wire\/jwt\.ts$/, rooms: [/^mock\/(world|wire)\//], packages: [/^node:crypto$/] },
  { room: /^mock\/wire\//, rooms: [/^mock\/(world|wire)\//], packages: [] },
  { room: /^mock\/store\//, rooms: [/^mock\/(world|store)\//], packages: [] },
  { room: /^mock\/content\//, rooms: [/^mock\/(world|content)\//], packages: [/^@faker-js\/faker/] },
  {
    room: /^mock\/http\//,
    rooms: [/^mock\/(world|wire|store|http)\//, /^spec\//],
    packages: [/^hono/, /^@hono\/node-server$/, /^ajv/, /^node:(http|net)$/],
  },
  { room: /^mock\/vendors\/index\.ts$/, rooms: [/^mock\/(http|vendors)\//], packages: [] },
  { room: /^mock\/scenarios\//, rooms: [/^mock\/(world|http|scenarios)\//], packages: [] },
  { room: /^mock\/vendors\//, rooms: [/^mock\/(world|wire|http|content)\//, /^spec\//, /^OWN\//], packages: [] },
  {
    room: /^mock\/control\//,
    rooms: [/^mock\/(world|wire|http|content|store|scenarios|control)\//, /^spec\//],
    packages: [],
  },
  { room: /^mock\/index\.ts$/, rooms: [/^mock\//, /^client\/index\.ts$/], packages: [] },
  { room: /^mock\/page\.ts$/, rooms: [/^spec\//], packages: [/^node:fs(\/promises)?$/] },
  { room: /^mock\/[^/]+\.ts$/, rooms: [/^mock\//], packages: [/^node:perf_hooks$/] },
  { room: /^contracts\/kit\//, rooms: [/^contracts\/kit\//, /^spec\//], packages: [/^ajv/, /^node:/, /^picocolors$/] },
  { room: /^contracts\/vendors\//, rooms: [/^contracts\/(kit|vendors)\//, /^spec\//], packages: [] },
  { room: /^contracts\/[^/]+\.ts$/, rooms: [/^contracts\//, /^spec\//], packages: [/^vitest$/, /^picocolors$/] },
  { room: /^client\//, rooms: [/^client\//, /^spec\//], packages: [] },
  { room: /^testing\/vitest\.ts$/, rooms: [/^testing\//, /^client\//], packages: [/^vitest$/] },
  { room: /^testing\/playwright\.ts$/, rooms: [/^testing\//, /^client\//], packages: [/^@playwright\/test$/] },
  { room: /^testing\/msw\.ts$/, rooms: [/^testing\//, /^client\//], packages: [/^msw$/] },
  { room: /^testing\//, rooms: [/^testing\//, /^client\//, /^spec\//, /^mock\/[^/]+\.ts$/], packages: [/^node:/] },
  { room: /^page\//, rooms: [/^page\//, /^spec\/generated\//], packages: [/^preact(\/hooks)?$/, /^@preact\/signals$/] },
  { room: /^spec\//, rooms: [/^spec\//], packages: [] },
  {
    room: /^cli\//,
    rooms: [/^(cli|client|testing|mock|contracts)\//],
    packages: [/^commander$/, /^picocolors$/, /^yaml$/, /^node:/],
  },
]

/** A vendor may import its own folder, and no other vendor's. */
function allowed(rooms: readonly RegExp[], from: string, to: string): boolean {
  const own = /^mock\/vendors\/[^/]+\//.exec(from)?.[0]
  return rooms.some((room) => room.test(to)) || (own !== undefined && to.startsWith(own))
}

describe('the house', () => {
  it('lets every room import only from the rooms and packages that it may', () => {
    const broken = all.flatMap(({ path, files, packages }) => {
      const rule = HOUSE.find(({ room }) => room.test(path))
      if (rule === undefined) return []
      const wrongFiles = files.filter((file) => !allowed(rule.rooms, path, file))
      const wrongPackages = packages.filter((name) => !rule.packages.some((one) => one.test(name)))
      return [...wrongFiles, ...wrongPackages].map((name) => `${path} -> ${name}`)
    })
    expect(broken).toEqual([])
  })

  it('has a rule for every file but tests, benchmarks and scripts', () => {
    const free = all.filter(
      ({ path }) => !/^(test|bench|scripts)\//.test(path) && !HOUSE.some(({ room }) => room.test(path)),
    )
    expect(free.map(({ path }) => path)).toEqual([])
  })

  it('has no circle', () => {
    const files = new Map(all.map((source) => [source.path, source.files]))
    const done = new Set<string>()
    const circles: string[] = []
    const visit = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '))
      if (done.has(path) || trail.includes(path)) return
      for (const next of files.get(path) ?? []) visit(next, [...trail, path])
      done.add(path)
    }
    for (const path of files.keys()) visit(path, [])
    expect(circles).toEqual([])
  })

  it('reads clocks and draws chance only in the shell', () => {
    const shell =
      /^(mock\/(real-clock|http\/node\/server)\.ts|page\/timers\.ts|cli\/|contracts\/kit\/(clock|http\/transport)\.ts|bench\/|scripts\/|test\/)/
    const forbidden =
      /\bnew Date\(\)|\bDate\.now\b|\bMath\.random\b|\brandomUUID\b|\bsetTimeout\b|\bsetInterval\b|\bperformance\.now\b/
    const broken = all.filter(({ path, text }) => !shell.test(path) && forbidden.test(text)).map(({ path }) => path)
    expect(broken).toEqual([])
  })

  it('keeps the vendors’ own nouns in their folders', () => {
    const nouns =
      /\b(FlowSession|flowRuns?|messageThreads?|sessionId|sessionStatus|runs\.json|Qyvo|Recrubo|RapidPro|IDnow)\b/
    const core = all.filter(({ path }) => /^mock\/(world|content|store)\//.test(path))
    expect(core.filter(({ text }) => nouns.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('has no default exports, star exports or TODOs', () => {
    const broken = all.filter(({ path, text }) => {
      const exported = !path.startsWith('test/') && /^export (default|\*)/m.test(text)
      return exported || /\bTODO\b|\bFIXME\b/.test(text.replace(/'[^']*'|\/[^/\n]*\//g, ''))
    })
    expect(broken.map(({ path }) => path)).toEqual([])
  })
})

/** One line of a Dockerfile, continuation lines joined. */
export interface Instruction {
  readonly name: string
  readonly rest: string
}

/** What a Dockerfile says, stage by stage; each stage begins with its FROM. */
export function parseStages(text: string): readonly (readonly Instruction[])[] {
  const stages: Instruction[][] = []
  for (const line of text.replaceAll(/\\\n/g, ' ').split('\n')) {
    const [, name, rest = ''] = /^\s*([A-Z]+)\s+(.*)$/.exec(line) ?? []
    if (name === undefined) continue
    if (name === 'FROM') stages.push([])
    stages.at(-1)?.push({ name, rest: rest.trim() })
  }
  return stages
}

/** The command in the JSON form that ENTRYPOINT, CMD and HEALTHCHECK end with. */
export function parseCommand(instruction: Instruction | undefined): readonly string[] {
  const [json] = /\[.*\]$/.exec(instruction?.rest ?? '') ?? []
  if (json === undefined) throw new Error(`${instruction?.name ?? 'a command'} is not there, or not written as JSON`)
  return JSON.parse(json) as readonly string[]
}

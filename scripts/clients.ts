/**
 * Uses the mock server with clients of other authors: published client libraries, and clients that code generators write
 * from the served documents. The tools are no dependencies: they are installed into node_modules/.cache from the registries
 * that npm, pip, go and mvn use on this machine. Tools that are missing, or cannot be installed, are reported in one line
 * and do not fail. Arguments select clients by their names.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { tmpdir } from 'node:os'
import { createTwin } from '../mock/twin.ts'
import { collectSamples, type ReceivedIds, type Samples, VENDORS } from './package/client-samples.ts'
import { runCommand } from './package/run-process.ts'

const root = join(import.meta.dirname, '..')
const programs = join(root, 'examples', 'clients')
const cache = join(root, 'node_modules', '.cache', 'flowtwin-clients')
const work = mkdtempSync(join(tmpdir(), 'flowtwin-clients-'))

/** What is installed, as the registries name it. */
const NPM_PACKAGES = ['@hey-api/openapi-ts@0.95.0', 'typescript@5.9.3', 'kitsu@11.1.0', 'openid-client@6.9.0']
const OAPI_CODEGEN = 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2'
const GO_MODULES = ['github.com/oapi-codegen/runtime v1.9.0', 'github.com/google/uuid v1.6.0']
const PYTHON_PACKAGES = {
  'openapi-python-client': ['openapi-python-client==0.29.1'],
  'openapi-generator': ['openapi-generator-cli==7.26.0', 'urllib3>=2.7', 'python-dateutil>=2.8', 'pydantic>=2.11'],
  // The last version for version 9 of RapidPro, and one for the newer line, whose messages have further members.
  'rapidpro-python-v9': ['rapidpro-python==2.15.0'],
  'rapidpro-python-head': ['rapidpro-python==2.21.0'],
}
const JAVA_PACKAGES = [
  'com.fasterxml.jackson.core:jackson-databind:2.21.6',
  'com.fasterxml.jackson.datatype:jackson-datatype-jsr310:2.21.6',
  'com.google.code.findbugs:jsr305:3.0.2',
  'jakarta.annotation:jakarta.annotation-api:1.3.5',
  'org.apache.httpcomponents:httpmime:4.5.14',
]

type Environment = Readonly<Record<string, string>>

/** A client, or a group of clients that one generator writes. */
interface ClientStep {
  readonly name: string
  /** Commands that the machine must have, each with the arguments that print its version. */
  readonly tools: readonly (readonly [command: string, ...args: string[]])[]
  readonly install: () => Promise<void>
  /** Generates, compiles and runs the client. Returns what it printed. */
  use(env: Environment): Promise<string>
  /** True for a client of all vendors, which prints ids that are compared with those of plain requests. */
  readonly hasAllVendors?: boolean
  /** The version of RapidPro that the client is for; 9 by default. */
  readonly rapidproVersion?: 'head'
}

const NODE = [[process.execPath, '--version']] as const
const PYTHON = [['python3', '-m', 'pip', '--version']] as const
const GO = [['go', 'version']] as const
const JAVA = [
  ['java', '-version'],
  ['javac', '-version'],
  ['mvn', '--version'],
] as const

const ALL_STEPS: readonly ClientStep[] = [
  { name: 'hey-api', tools: NODE, install: installNpmPackages, use: useHeyApi, hasAllVendors: true },
  {
    name: 'openapi-python-client',
    tools: PYTHON,
    install: () => installPythonPackages('openapi-python-client'),
    use: useOpenApiPythonClient,
    hasAllVendors: true,
  },
  { name: 'oapi-codegen', tools: GO, install: installOapiCodegen, use: useOapiCodegen, hasAllVendors: true },
  {
    name: 'OpenAPI Generator, python',
    tools: [...PYTHON, ['java', '-version']],
    install: () => installPythonPackages('openapi-generator'),
    use: useOpenApiGeneratorPython,
    hasAllVendors: true,
  },
  {
    name: 'OpenAPI Generator, java',
    tools: [...PYTHON, ...JAVA],
    install: async () => {
      await installPythonPackages('openapi-generator')
      await installJavaPackages()
    },
    use: useOpenApiGeneratorJava,
    hasAllVendors: true,
  },
  createNodeStep('openid-client'),
  createNodeStep('kitsu'),
  createNodeStep('rapidpro2pg'),
  createRapidProPythonStep('rapidpro-python-v9'),
  { ...createRapidProPythonStep('rapidpro-python-head'), rapidproVersion: 'head' },
]

const selected = process.argv.slice(2)
const STEPS = ALL_STEPS.filter(({ name }) => selected.length === 0 || selected.includes(name))

function createNodeStep(name: string): ClientStep {
  return {
    name,
    tools: NODE,
    // Not all need a package; those that do are installed with the generator.
    install: installNpmPackages,
    use: (env) => {
      // Modules are looked up from the folder of the program.
      const program = join(cache, 'npm', `${name}.mjs`)
      copyFileSync(join(programs, `${name}.mjs`), program)
      return runCommand(process.execPath, [program], { env })
    },
  }
}

function createRapidProPythonStep(name: 'rapidpro-python-v9' | 'rapidpro-python-head'): ClientStep {
  return {
    name,
    tools: PYTHON,
    install: () => installPythonPackages(name),
    use: (env) => runPython(name, [join(programs, 'rapidpro_python.py')], env),
  }
}

/** Installs once: a folder that has been filled has a mark. */
async function installOnce(
  folder: string,
  versions: readonly string[],
  install: () => Promise<unknown>,
): Promise<void> {
  const mark = join(cache, folder, `installed-${versions.join(' ').replaceAll(/[^\w.]+/g, '-')}`)
  if (existsSync(mark)) return
  rmSync(join(cache, folder), { recursive: true, force: true })
  mkdirSync(join(cache, folder), { recursive: true })
  await install()
  writeFileSync(mark, '')
}

/** Steps that share packages share their installation too. */
const installations = new Map<string, Promise<void>>()

function installShared(folder: string, versions: readonly string[], install: () => Promise<unknown>): Promise<void> {
  const installation = installations.get(folder) ?? installOnce(folder, versions, install)
  installations.set(folder, installation)
  return installation
}

function installNpmPackages(): Promise<void> {
  const options = [
    '--prefix',
    join(cache, 'npm'),
    '--no-save',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    '--silent',
  ]
  return installShared('npm', NPM_PACKAGES, () => runCommand('npm', ['install', ...options, ...NPM_PACKAGES], {}))
}

function installPythonPackages(name: keyof typeof PYTHON_PACKAGES): Promise<void> {
  const versions = PYTHON_PACKAGES[name]
  const options = ['--quiet', '--disable-pip-version-check', '--target', join(cache, name)]
  return installShared(name, versions, () =>
    runCommand('python3', ['-m', 'pip', 'install', ...options, ...versions], {}),
  )
}

function installOapiCodegen(): Promise<void> {
  return installShared('go', [OAPI_CODEGEN], () =>
    runCommand('go', ['install', OAPI_CODEGEN], { env: { GOBIN: join(cache, 'go'), GOFLAGS: '-modcacherw' } }),
  )
}

function installJavaPackages(): Promise<void> {
  const folder = join(cache, 'java')
  return installShared('java', JAVA_PACKAGES, () => {
    const dependencies = JAVA_PACKAGES.map((coordinates) => {
      const [group, artifact, version] = coordinates.split(':')
      return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`
    })
    const project =
      '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>' +
      '<groupId>flowtwin</groupId><artifactId>clients</artifactId><version>1</version>' +
      `<dependencies>${dependencies.join('')}</dependencies></project>`
    writeFileSync(join(folder, 'pom.xml'), project)
    const options = ['-q', '-B', '-f', join(folder, 'pom.xml'), `-DoutputDirectory=${folder}`]
    return runCommand('mvn', [...options, 'dependency:copy-dependencies'], {})
  })
}

async function useHeyApi(env: Environment): Promise<string> {
  const folder = join(work, 'hey-api')
  mkdirSync(folder)
  const bin = join(cache, 'npm', 'node_modules', '.bin')
  for (const vendor of VENDORS) {
    const options = [
      '-i',
      getDocumentFile(vendor),
      '-o',
      join(folder, vendor),
      '-c',
      '@hey-api/client-fetch',
      '--silent',
    ]
    await runCommand(join(bin, 'openapi-ts'), options, { cwd: folder })
  }
  const program = join(folder, 'hey-api.mts')
  copyFileSync(join(programs, 'hey-api.mts'), program)
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules', '@types')]
  const modules = [
    '--module',
    'esnext',
    '--moduleResolution',
    'bundler',
    '--target',
    'es2022',
    '--lib',
    'es2022,dom,dom.iterable',
  ]
  await runCommand(join(bin, 'tsc'), ['--noEmit', '--strict', ...types, ...modules, program], { cwd: folder })
  const bundle = join(folder, 'bundle.mjs')
  const output = ['--bundle', '--platform=node', '--format=esm', `--outfile=${bundle}`, '--log-level=error']
  await runCommand(join(root, 'node_modules', '.bin', 'esbuild'), [program, ...output], {})
  return runCommand(process.execPath, [bundle], { env })
}

async function useOpenApiPythonClient(env: Environment): Promise<string> {
  const name = 'openapi-python-client'
  const folder = join(work, name)
  for (const vendor of VENDORS) {
    const output = ['--output-path', join(folder, vendor), '--meta', 'none', '--overwrite']
    await runPython(name, ['-m', 'openapi_python_client', 'generate', '--path', getDocumentFile(vendor), ...output], {})
  }
  return runPython(name, [join(programs, 'openapi_python_client.py')], env, [folder])
}

async function useOapiCodegen(env: Environment): Promise<string> {
  const folder = join(work, 'oapi-codegen')
  for (const vendor of VENDORS) {
    mkdirSync(join(folder, vendor), { recursive: true })
    const output = ['-package', vendor, '-o', join(folder, vendor, 'client.go')]
    // Types of incoming webhooks refer to schemas that no path uses, which are left out otherwise.
    const parts = ['-generate', 'types,client,skip-prune']
    await runCommand(join(cache, 'go', 'oapi-codegen'), [...parts, ...output, getDocumentFile(vendor)], { cwd: folder })
  }
  writeFileSync(join(folder, 'go.mod'), `module clients\n\ngo 1.24\n\nrequire (\n${GO_MODULES.join('\n')}\n)\n`)
  copyFileSync(join(programs, 'oapi_codegen.go'), join(folder, 'main.go'))
  await runCommand('go', ['mod', 'tidy'], { cwd: folder })
  return runCommand('go', ['run', '.'], { cwd: folder, env })
}

let openApiGeneration: Promise<string> | undefined

/** Generates the clients of both languages in one process, which starts in seconds. */
function generateOpenApiClients(): Promise<string> {
  const archive = join(cache, 'openapi-generator', 'openapi_generator_cli', 'openapi-generator.jar')
  const settings = ['python', 'java'].flatMap(writeGeneratorSettings)
  openApiGeneration ??= runCommand('java', ['-jar', archive, 'batch', '--fail-fast', ...settings], {})
  return openApiGeneration
}

function writeGeneratorSettings(language: string): readonly string[] {
  return VENDORS.map((vendor) => {
    const folder = join(work, 'openapi-generator')
    mkdirSync(folder, { recursive: true })
    const packages = { invokerPackage: vendor, apiPackage: `${vendor}.api`, modelPackage: `${vendor}.model` }
    const settings = {
      inputSpec: getDocumentFile(vendor),
      generatorName: language,
      outputDir: join(folder, language, vendor),
      globalProperties: { apiDocs: 'false', modelDocs: 'false', apiTests: 'false', modelTests: 'false' },
      additionalProperties:
        language === 'java'
          ? { ...packages, library: 'native', openApiNullable: false }
          : { packageName: `${vendor}_api` },
    }
    const file = join(folder, `${language}-${vendor}.json`)
    writeFileSync(file, JSON.stringify(settings))
    return file
  })
}

async function useOpenApiGeneratorPython(env: Environment): Promise<string> {
  await generateOpenApiClients()
  const folders = VENDORS.map((vendor) => join(work, 'openapi-generator', 'python', vendor))
  return runPython('openapi-generator', [join(programs, 'openapi_generator.py')], env, folders)
}

async function useOpenApiGeneratorJava(env: Environment): Promise<string> {
  await generateOpenApiClients()
  const folder = join(work, 'openapi-generator')
  const sources = VENDORS.flatMap((vendor) => listJavaFiles(join(folder, 'java', vendor, 'src', 'main')))
  const list = join(folder, 'sources')
  writeFileSync(list, [...sources, join(programs, 'OpenApiGenerator.java')].join('\n'))
  const classes = join(folder, 'classes')
  const path = [classes, join(cache, 'java', '*')].join(delimiter)
  await runCommand('javac', ['-nowarn', '-proc:none', '-cp', path, '-d', classes, `@${list}`], {})
  return runCommand('java', ['-cp', path, 'OpenApiGenerator'], { env })
}

function listJavaFiles(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files.filter((file) => file.endsWith('.java')).map((file) => join(folder, file))
}

/** Runs Python with an installed group of packages, and with further folders of modules. */
function runPython(
  name: keyof typeof PYTHON_PACKAGES,
  args: readonly string[],
  env: Environment,
  folders: readonly string[] = [],
): Promise<string> {
  const path = [...folders, join(cache, name)].join(delimiter)
  return runCommand('python3', args, { env: { ...env, PYTHONPATH: path, PYTHONDONTWRITEBYTECODE: '1' } })
}

function getDocumentFile(vendor: string): string {
  return join(work, 'documents', `${vendor}.json`)
}

/** Returns why a step cannot run here; null when it can. */
async function findObstacle({ tools, install }: ClientStep): Promise<string | null> {
  for (const [command, ...args] of tools) {
    try {
      await runCommand(command, args, {})
    } catch {
      return `this machine lacks ${[command, ...args.filter((one) => one !== '--version' && one !== '-version')].join(' ')}`
    }
  }
  try {
    await install()
    return null
  } catch (error) {
    return `its packages cannot be installed: ${describeError(error).split('\n')[0]}`
  }
}

/** Compares what a client printed with the responses to plain requests. @throws when they differ */
function assertReceived(printed: string, samples: Samples): string {
  const received = JSON.parse(printed.trim().split('\n').at(-1) ?? '') as Readonly<Record<string, ReceivedIds>>
  for (const vendor of VENDORS) {
    const { listed, read } = samples[vendor]
    const { written, ...others } = received[vendor] ?? { written: '', listed: 0, read: '' }
    if (others.listed !== listed || others.read !== read)
      throw new Error(`${vendor}: received ${JSON.stringify(others)}, not ${JSON.stringify({ listed, read })}`)
    if (!/\w/.test(written)) throw new Error(`${vendor}: the write returned nothing`)
  }
  return `lists, reads and writes of ${VENDORS.length} vendors`
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string }
  return [error.message.split('\n')[0] ?? '', stderr.slice(-4000), stdout.slice(-4000)]
    .filter((text) => text !== '')
    .join('\n')
}

/** Runs each step in a fresh world. Returns false when one failed. */
async function runSteps(): Promise<boolean> {
  const twin = createTwin({ now: '2026-01-15T09:00:00Z', limits: false })
  const server = await twin.listen()
  const control = (method: string, path: string, body: unknown) =>
    fetch(`${server.url}/_twin/v1/worlds/default${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  // All installations run while the first clients are used.
  const obstacles = STEPS.map((step) => findObstacle(step))
  mkdirSync(join(work, 'documents'))
  for (const vendor of VENDORS) {
    const document = await fetch(`${server.url}/_twin/specs/${vendor}.json`)
    writeFileSync(getDocumentFile(vendor), await document.text())
  }
  let isPassed = true
  for (const [index, step] of STEPS.entries()) {
    const obstacle = (await obstacles[index]) ?? null
    if (obstacle !== null) {
      console.error(`*** NOT RUN  ${step.name}: ${obstacle} ***`)
      continue
    }
    await control('POST', '/reset', {})
    await control('PATCH', '/quirks', { 'rapidpro.version': step.rapidproVersion ?? 'v9' })
    const samples = await collectSamples(twin, server.url)
    const begun = performance.now()
    try {
      const printed = await step.use({ SAMPLES: JSON.stringify(samples) })
      const result = step.hasAllVendors === true ? assertReceived(printed, samples) : printed.trim().split('\n').at(-1)
      console.log(`ok      ${step.name}: ${result} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
    } catch (error) {
      isPassed = false
      console.error(`FAILED  ${step.name}\n${describeError(error)}`)
    }
  }
  await server.close()
  return isPassed
}

try {
  process.exitCode = (await runSteps()) ? 0 : 1
} finally {
  rmSync(work, { recursive: true, force: true })
}

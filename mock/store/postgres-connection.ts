import type { Client, ClientConfig, Pool, PoolClient, QueryResult } from 'pg'
import { FlowtwinError } from '../world/errors.ts'

/** The URL of a store cannot be used; the message contains no credentials. */
export class StoreUrlError extends FlowtwinError {
  override readonly name = 'StoreUrlError'
  override readonly code = 'store-url'
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?|)$/
const CONNECT_TIMEOUT_MS = 5000
const STATEMENT_TIMEOUT_MS = 10_000
const POOL_SIZE = 6

export type QueryValue = string | number | null | readonly string[] | readonly number[]

/** A connection pool of the client library, which is loaded only for a store in a database. */
export interface Database {
  /** Host and name of the database, without credentials. */
  readonly description: string
  query<Row extends object>(text: string, values?: readonly QueryValue[]): Promise<QueryResult<Row>>
  /** Runs statements in one transaction. */
  transact<Result>(run: (client: PoolClient) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** Connects to a database. @throws {StoreUrlError} for an invalid URL, a missing client library, or TLS without a certificate check */
export async function connectDatabase(url: string): Promise<Database> {
  const config = parseStoreUrl(url)
  const { default: pg } = await loadLibrary()
  const pool: Pool = new pg.Pool({
    ...config,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
    allowExitOnIdle: true,
  })
  // An idle connection that breaks is replaced by the next query.
  pool.on('error', () => undefined)
  return {
    description: `postgres://${config.host ?? ''}/${config.database ?? ''}`,
    query: (text, values = []) => pool.query(text, [...values]),
    transact: (run) => transact(pool, run),
    close: () => pool.end(),
  }
}

async function transact<Result>(pool: Pool, run: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  let failure: Error | undefined
  try {
    await client.query('begin')
    const result = await run(client)
    await client.query('commit')
    return result
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    // After a failure the state of the connection is not known.
    client.release(failure)
  }
}

async function loadLibrary() {
  try {
    return await import('pg')
  } catch (error) {
    throw new StoreUrlError('a store in PostgreSQL needs the package "pg"; install it with: npm install pg', {
      cause: error,
    })
  }
}

/** Reads host, database and TLS of a URL. The certificate is checked unless the host is this machine. */
function parseStoreUrl(url: string): ClientConfig {
  if (!URL.canParse(url))
    throw new StoreUrlError('the URL of the store is invalid; give postgres://user:password@host/database')
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const host = searchParams.get('host') ?? hostname
  const mode = searchParams.get('sslmode')
  return {
    host,
    ...(port === '' ? {} : { port: Number(port) }),
    ...(username === '' ? {} : { user: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    database: decodeURIComponent(pathname.slice(1)) || 'flowtwin',
    ssl: resolveTls(host, mode),
  }
}

function resolveTls(host: string, mode: string | null): ClientConfig['ssl'] {
  const isLocal = host.startsWith('/') || LOOPBACK.test(host)
  if (mode === null) return isLocal ? false : { rejectUnauthorized: true }
  if (mode === 'disable' || mode === 'no-verify') return mode === 'disable' ? false : { rejectUnauthorized: false }
  if (mode === 'verify-full' || mode === 'verify-ca') return { rejectUnauthorized: true }
  throw new StoreUrlError(
    `sslmode=${mode} does not check the server's certificate; give verify-full, or no-verify or disable if that is meant`,
  )
}

/** True for the error of a statement that added a row which exists. */
export function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}

/** True for an error of the connection or of a database that is not available: the statement may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return !/^[0-9A-Z]{5}$/.test(code) || code.startsWith('08') || code.startsWith('57') || code.startsWith('53')
}

export type { Client }

import { getBasePath } from '../control-api.ts'

/** Encodes a snapshot as base64url of deflated JSON. */
async function encodeSnapshot(snapshot: unknown): Promise<string> {
  const stream = new Blob([JSON.stringify(snapshot)]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Decodes a snapshot. @throws when the text is not an encoded snapshot */
export async function decodeSnapshot(text: string): Promise<unknown> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return JSON.parse(await new Response(stream).text())
}

/** Builds the link to the page that offers to open a snapshot. */
export async function buildSnapshotLink(snapshot: unknown): Promise<string> {
  return `${location.origin}${getBasePath()}/_twin/#snapshot=${await encodeSnapshot(snapshot)}`
}

/** A world as text that fits into a link: JSON, deflated, in letters that need no escaping. */
export async function encodeSnapshot(capsule: unknown): Promise<string> {
  const stream = new Blob([JSON.stringify(capsule)]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** @throws for a text that is no world */
export async function decodeSnapshot(text: string): Promise<unknown> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return JSON.parse(await new Response(stream).text())
}

/** The address at which the page offers to open a capsule. */
export async function buildSnapshotLink(capsule: unknown): Promise<string> {
  return `${location.origin}/_twin/#capsule=${await encodeSnapshot(capsule)}`
}

export default async function stopFlowtwin() {
  await globalThis.flowtwinServer.close()
}

/** The entry of a bundle with edited sources. */
export { openStore } from '../../mock/store/open-store.ts'
export { createTwin } from '../../mock/twin.ts'

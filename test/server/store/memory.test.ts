import { createMemoryStore } from '../../../server/store/memory.ts';
import { describeStore } from './contract.ts';

describeStore('memory', async () => {
  const store = createMemoryStore();
  await store.open();
  return store;
});

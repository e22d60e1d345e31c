import type { Route } from '../pages/shell/route.ts';
import { trustedAddress } from '../trusted-address.ts';

/** The pages that make sense without a server; no page of a lesson is touched. */
const lasting: readonly Route['page'][] = ['landing', 'practice', 'replay'];

/** Lets these pages open without a network. Browsers offer that on https and localhost alone. */
export function keepShell({ page }: Route): void {
  if (!import.meta.env.PROD || !lasting.includes(page) || !('serviceWorker' in navigator)) return;
  const address = trustedAddress('offline-worker', '/sw.js');
  navigator.serviceWorker.register(address, { updateViaCache: 'none' }).catch(() => {
    // Refused, as in some private windows: the pages work as long as the network does.
  });
}

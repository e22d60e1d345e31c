interface ScriptAddresses {
  createScriptURL(address: string): string;
}

interface PolicyMaker {
  createPolicy(name: string, rules: ScriptAddresses): ScriptAddresses;
}

const policies = new Map<string, ScriptAddresses | undefined>();

/** The pages' headers let no script in by a mere text; each policy is named there, and vouches for one address. */
export function trustedAddress(policy: 'check-worker' | 'offline-worker', address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyMaker };
  if (!policies.has(policy)) {
    policies.set(policy, trustedTypes?.createPolicy(policy, { createScriptURL: () => address }));
  }
  return policies.get(policy)?.createScriptURL(address) ?? address;
}

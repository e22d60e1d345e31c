import { networkInterfaces } from 'node:os';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** IPv4 addresses other devices of the network can reach, likeliest first. */
export function lanAddresses(interfaces: Interfaces = networkInterfaces()): readonly string[] {
  return Object.entries(interfaces)
    .flatMap(([name, addresses]) => (addresses ?? []).map((address) => ({ name, ...address })))
    .filter(
      ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
    )
    .sort((a, b) => unlikely(a.name) - unlikely(b.name))
    .map(({ address }) => address);
}

/** Bridges of virtual machines, containers and tunnels lead to no phone. */
function unlikely(name: string): number {
  return /^(docker|br-|veth|vmnet|vboxnet|virbr|utun|tun|tap|tailscale|zt|wg)|vEthernet|VMware|VirtualBox/i.test(
    name,
  )
    ? 1
    : 0;
}

export interface Reachable {
  readonly publicUrl: string | undefined;
  readonly host: string | undefined;
}

/** What phones type or scan: the configured address, else this machine's in its network. */
export function baseUrl(
  { publicUrl, host }: Reachable,
  port: number,
  lan: readonly string[] = lanAddresses(),
): string {
  if (publicUrl !== undefined) return publicUrl;
  const everywhere = host === undefined || host === '0.0.0.0' || host === '::';
  const address = everywhere ? (lan[0] ?? 'localhost') : host;
  return `http://${address.includes(':') ? `[${address}]` : address}${port === 80 ? '' : `:${port}`}`;
}

export function joinUrl(base: string, code: string, joinKey: string): string {
  return `${base}/play/${code}?k=${encodeURIComponent(joinKey)}`;
}

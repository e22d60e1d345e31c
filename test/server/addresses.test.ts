import { describe, expect, test } from 'vitest';
import { baseUrl, joinUrl, lanAddresses } from '../../server/addresses.ts';
import { welcomeText } from '../../server/welcome.ts';

function entry(address: string, internal = false, family: 'IPv4' | 'IPv6' = 'IPv4') {
  const shared = { address, netmask: '255.255.255.0', mac: '00:00:00:00:00:00', internal, cidr: null };
  return family === 'IPv4' ? { ...shared, family } : { ...shared, family, scopeid: 0 };
}

describe('addresses', () => {
  test('phones reach IPv4 addresses of real networks; bridges of virtual machines come last', () => {
    const interfaces = {
      docker0: [entry('172.17.0.1')],
      lo: [entry('127.0.0.1', true)],
      'vEthernet (WSL)': [entry('172.20.0.1')],
      wlan0: [entry('fe80::1', false, 'IPv6'), entry('192.168.0.12')],
      eth1: [entry('169.254.3.4')],
    };
    expect(lanAddresses(interfaces)).toEqual(['192.168.0.12', '172.17.0.1', '172.20.0.1']);
  });

  test('the configured address comes first, then the host, then the network, then this machine', () => {
    const lan = ['192.168.0.12'];
    const none = { publicUrl: undefined, host: undefined };
    expect(baseUrl({ publicUrl: 'https://b.test', host: '10.0.0.1' }, 3000, lan)).toBe('https://b.test');
    expect(baseUrl({ ...none, host: '10.0.0.1' }, 3000, lan)).toBe('http://10.0.0.1:3000');
    expect(baseUrl({ ...none, host: '0.0.0.0' }, 3000, lan)).toBe('http://192.168.0.12:3000');
    expect(baseUrl({ ...none, host: '::1' }, 3000, lan)).toBe('http://[::1]:3000');
    expect(baseUrl(none, 80, lan)).toBe('http://192.168.0.12');
    expect(baseUrl(none, 3000, [])).toBe('http://localhost:3000');
  });

  test('the link to join carries code and key', () => {
    expect(joinUrl('http://b.test', '482917', 'a+b')).toBe('http://b.test/play/482917?k=a%2Bb');
  });

  test('the welcome shows every address, in both languages', () => {
    const about = {
      base: 'http://192.168.0.12:3000',
      local: 'http://localhost:3000',
      others: ['http://10.0.0.2:3000'],
      reachable: true,
    };
    for (const language of ['ko', 'en'] as const) {
      const text = welcomeText(about, language);
      for (const address of [about.base, about.local, ...about.others]) expect(text).toContain(address);
      expect(text).toMatch(/[█▀▄]{20}/);
    }
    const alone = welcomeText({ ...about, others: [], reachable: false }, 'ko');
    expect(alone).toContain('Wi-Fi');
    expect(alone).not.toMatch(/[█▀▄]{20}/);
  });
});

import type { RequestListener } from 'node:http';

const features = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
];
const moreFeatures = ['microphone', 'midi', 'payment', 'serial', 'usb', 'xr-spatial-tracking'];
const permissions = [
  ...[...features, ...moreFeatures].map((feature) => `${feature}=()`),
  'fullscreen=(self)',
  'screen-wake-lock=(self)',
].join(', ');

/** Set before anything else answers, so that errors and polls carry them too. */
export function securityHeaders(publicUrl: string | undefined): RequestListener {
  const secure = publicUrl?.startsWith('https:') ?? false;
  const host = publicUrl === undefined ? undefined : new URL(publicUrl).host;
  return (request, response) => {
    const headers = {
      'Content-Security-Policy': policy(host ?? request.headers.host),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': permissions,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
      ...(secure && { 'Strict-Transport-Security': 'max-age=31536000' }),
    };
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  };
}

/** Older Safari does not count its own host's WebSocket as 'self'; anything odd in the Host header stays out. */
function policy(host: string | undefined): string {
  const plain = host !== undefined && /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i.test(host);
  const sockets = plain ? ` ws://${host} wss://${host}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${sockets}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types check-worker offline-worker',
  ].join('; ');
}

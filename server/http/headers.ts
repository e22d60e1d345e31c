import type { RequestHandler } from 'express';

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

/** Set before anything else answers, so that errors carry them too. */
export function securityHeaders(publicUrl: string | undefined): RequestHandler {
  const secure = publicUrl?.startsWith('https:') ?? false;
  return (request, response, next) => {
    response.set({
      'Content-Security-Policy': policy(request.headers.host),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': permissions,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
      ...(secure && { 'Strict-Transport-Security': 'max-age=31536000' }),
    });
    next();
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
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ');
}

import { expect, test } from 'vitest';
import { routeOf } from '../../../client/pages/shell/route.ts';

test.each([
  ['/', { page: 'landing' }],
  ['/host', { page: 'setup' }],
  ['/host/', { page: 'setup' }],
  ['/rooms', { page: 'rooms' }],
  ['/privacy', { page: 'privacy' }],
  ['/privacy/self-check', { page: 'selfCheck' }],
  ['/check', { page: 'check' }],
  ['/practice', { page: 'practice' }],
  ['/plan/rare', { page: 'plan', preset: 'rare' }],
  ['/host/482917', { page: 'room', code: '482917' }],
  ['/display/482917', { page: 'display', code: '482917' }],
  ['/replay/story', { page: 'replay', id: 'story' }],
])('%s is a page', (pathname, route) => {
  expect(routeOf(pathname)).toEqual(route);
});

test.each([
  '/nowhere',
  '/host/abc',
  '/host/12345',
  '/display',
  '/display/482917/more',
  '/rooms/482917',
  '/privacy/else',
  '/plan/else',
  '/plan',
])('%s is lost', (pathname) => {
  expect(routeOf(pathname)).toEqual({ page: 'lost' });
});

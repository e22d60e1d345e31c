import type { JSX } from 'preact';

const strokes = {
  arrow: 'M5 12h14M13 6l6 6-6 6',
  back: 'M19 12H5M11 6l-6 6 6 6',
  up: 'M12 18V6M6.5 11.5L12 6l5.5 5.5',
  down: 'M12 6v12M6.5 12.5L12 18l5.5-5.5',
  close: 'M6 6l12 12M18 6L6 18',
  menu: 'M4 7h16M4 12h16M4 17h16',
  more: 'M6 12v.1M12 12v.1M18 12v.1',
  globe:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3.5 9.5h17M3.5 14.5h17M12 3c2.6 2.6 3.8 5.6 3.8 9s-1.2 6.4-3.8 9c-2.6-2.6-3.8-5.6-3.8-9S9.4 5.6 12 3z',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z',
  unlock: 'M7 11V8a5 5 0 0 1 9.6-2M6 11h12v9H6z',
  pause: 'M8 5v14M16 5v14',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2.2',
  wifi: 'M4 9.5a12 12 0 0 1 16 0M7 13a7.5 7.5 0 0 1 10 0M10 16.5a3 3 0 0 1 4 0',
  'wifi-off':
    'M4 4l16 16M4 9.5c1.6-1.4 3.4-2.3 5.3-2.7M14.5 7.2c2 .4 3.9 1.2 5.5 2.3M7 13c1-.9 2.1-1.5 3.3-1.8M10 16.5a3 3 0 0 1 4 0',
  check: 'M5 12.5l4.6 4.5L19 7.5',
  shield: 'M12 3l7.5 3v5.4c0 4.6-3 7.9-7.5 9.6-4.5-1.7-7.5-5-7.5-9.6V6zM8.8 12l2.3 2.3 4.2-4.6',
  robot: 'M6 9h12v9H6zM12 9V5.5M12 5v-.1M9.5 13v.8M14.5 13v.8M3.5 12.5v2M20.5 12.5v2',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  trash: 'M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7',
  dice: 'M5 5h14v14H5zM9 9v.1M15 9v.1M12 12v.1M9 15v.1M15 15v.1',
  search: 'M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l5 5',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5M12 7.8v.2',
  alert: 'M12 4l9 16H3zM12 10v4.5M12 17.2v.1',
  'full-screen': 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  sound: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  projector: 'M3 4h18M5 4v11h14V4M12 15v5M8 20h8',
  users:
    'M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3 19c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5M15.5 5.5a3 3 0 0 1 0 5.5M17 13.8c2.4.6 4 2.5 4 5.2',
  user: 'M12 4.5a3.6 3.6 0 1 0 0 7.2 3.6 3.6 0 0 0 0-7.2zM5 20c0-3.7 3.1-6 7-6s7 2.3 7 6',
  copy: 'M9 9h11v11H9zM5 15V4h11',
  refresh: 'M19 12a7 7 0 1 1-2-4.9L19 9M19 4.5V9h-4.5',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v2.5h-2M14 20h2M19.9 20h.1',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  'eye-off':
    'M4 4l16 16M6 7.5C3.8 9.2 2.5 12 2.5 12S6 18.5 12 18.5c1.7 0 3.2-.5 4.4-1.2M10 5.8c.6-.2 1.3-.3 2-.3 6 0 9.5 6.5 9.5 6.5s-.8 1.5-2.3 3.1',
  hand: 'M8 12V6.5a1.5 1.5 0 0 1 3 0V11 4.5a1.5 1.5 0 0 1 3 0V11 6.5a1.5 1.5 0 0 1 3 0V14c0 4-2.3 6.5-6 6.5-2.5 0-4-1-5.3-3L3.5 14c-.7-1.2 1-2.6 2.2-1.4L8 15',
  pencil: 'M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3',
} as const;

const solids = {
  play: 'M8 5.5v13l11-6.5z',
  prev: 'M18 6l-8 6 8 6zM6 6v12',
  next: 'M6 6l8 6-8 6zM18 6v12',
} as const;

export type IconName = keyof typeof strokes | keyof typeof solids;

export const iconNames = [...Object.keys(strokes), ...Object.keys(solids)] as readonly IconName[];

export interface IconProps {
  readonly name: IconName;
  readonly size?: number | string | undefined;
  readonly title?: string | undefined;
  readonly weight?: number | undefined;
}

export function Icon({ name, size = '1.25em', title, weight = 2.3 }: IconProps): JSX.Element {
  const solid = name in solids;
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill={solid ? 'currentColor' : 'none'}
      stroke="currentColor"
      stroke-width={weight}
      stroke-linecap="round"
      stroke-linejoin="round"
      role="img"
      aria-label={title}
      aria-hidden={!title}
    >
      <path d={solid ? solids[name as keyof typeof solids] : strokes[name as keyof typeof strokes]} />
    </svg>
  );
}

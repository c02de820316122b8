const paths = {
  heart: 'M8 13.5 3 8.6C1.4 7 1.7 4.4 3.7 3.4c1.5-.7 3.2-.2 4.3 1.2 1.1-1.4 2.8-1.9 4.3-1.2 2 1 2.3 3.6.7 5.200z',
  compare: 'M2 3h5v10H2zM9 3h5v10H9z',
  more: 'M3 8a5 5 0 0 1 8.6-3.500L13 6M13 2.500V6H9.500M13 8a5 5 0 0 1-8.6 3.500L3 10M3 13.500V10h3.5',
  export: 'M8 2v7.500M5 7l3 3 3-3M3 11v2.500h10V11',
  trash: 'M3 4.500h10M6.5 4.500V3h3v1.500M4.5 4.500l.5 9h6l.5-9',
  sun: 'M8 5.200a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.600zM8 1.500v1.300M8 13.200v1.300M1.5 8h1.300M13.2 8h1.300M3.4 3.400l.9.9M11.7 11.700l.9.9M3.4 12.600l.9-.9M11.7 4.300l.9-.9',
  moon: 'M13 9.500A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.500z',
  stop: 'M4 4h8v8H4z',
  play: 'M5 3l8 5-8 5z',
  plus: 'M8 3v10M3 8h10',
  image: 'M2.5 3h11v10h-11zM2.5 11l3.5-3.5 3 3 2-2 2.5 2.5',
  brush: 'M13.5 2.5 7 9M6.5 8.500c-1.7-.2-3 1-3 2.7 0 .8-.5 1.3-1.5 1.8 2.5 1 5.5.2 5.8-2.3',
  close: 'M4 4l8 8M12 4l-8 8',
  undo: 'M5 3 2.5 5.5 5 8M2.5 5.500H10a3.5 3.5 0 0 1 0 7H6',
  redo: 'M11 3l2.5 2.500L11 8M13.5 5.500H6a3.5 3.5 0 0 0 0 7h4',
  group: 'M2.5 2.500h11v11h-11zM5 5h3v3H5zM9 8.500h2.500V11H9z',
  collapse: 'M2.5 2.500h3.5v3.500h-3.5zM2.5 10h3.5v3.5h-3.500zM10 6.200h3.5v3.500h-3.500zM6 4.200h1.500c1 0 1 3.700 2.500 3.700M6 11.700h1.500c1 0 1-3.700 2.500-3.700',
  expand: 'M6 2.5V6H2.5M10 2.5V6h3.5M13.5 10H10v3.5M2.5 10H6v3.5',
  settings: 'M2 4.500h6M11 4.500h3M2 11.500h3M8 11.500h6M9.5 3v3M6.5 10v3',
  reset: 'M8 3v4h4M3 8a5 5 0 1 0 2-4',
  live: 'M8 6.500a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zM4.5 4.500a5 5 0 0 0 0 7M11.5 4.500a5 5 0 0 1 0 7',
  pencil: 'M3 13l.7-3L10.500 3.200l2.3 2.3L6 12.300zM9.2 4.500l2.3 2.3',
  dock: 'M2 3h12v10H2zM10 3v10',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  pin: 'M5.5 2.5h5M6.5 2.5v4.5l-2 2.5h7l-2-2.5V2.5M8 9.5v4',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, filled = false }: { name: IconName; filled?: boolean }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={paths[name]} fill={filled ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

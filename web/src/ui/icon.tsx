/** Line icons on a 24 by 24 grid. */
const shapes = {
  ball: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 5 3.8 2.8-1.5 4.4H9.7l-1.5-4.4L12 8Zm0-5v5m8.6 1.2-4.8 1.6m1.5 8.5-3-4.1m-7.6 4.1 3-4.1M3.4 9.2l4.8 1.6',
  bets: 'M6 3h12v18l-3-2-3 2-3-2-3 2V3Zm3.5 5h5m-5 4h5',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  chevron: 'm9 6 6 6-6 6',
  close: 'm6 6 12 12M18 6 6 18',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 8v4.5l3 2',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5m0-8.4v.2',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3m-11 0h12v9H6v-9Z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8.5c.8-4 3.6-6 7.5-6s6.7 2 7.5 6',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm4.8 11.3L20 20',
  sliders: 'M4 7h9m4 0h3M4 17h3m4 0h9M15 5v4M9 15v4',
  slip: 'M5 4h14v16H5V4Zm4 5h6m-6 4h6',
  wallet: 'M4 7.5h16v12H4v-12Zm0 0 11.5-4v4M16 13.5h1',
} as const;

export function Icon(props: { name: keyof typeof shapes; size?: number; class?: string }) {
  const size = props.size ?? 20;
  return (
    <svg
      class={`shrink-0 ${props.class ?? ''}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[props.name]} />
    </svg>
  );
}

import { html } from './html.js';

/** Drawn in the text's colour on a square of 24. Filled, or with a line where the path is in `LINES`. */
const FILLED = {
  play: 'M8 5.2v13.6c0 .9 1 1.4 1.7.9l10-6.8c.7-.4.7-1.4 0-1.8l-10-6.8C9 3.8 8 4.3 8 5.2z',
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  next: 'M5.5 6.2v11.6c0 .9 1 1.4 1.7.9l8.3-5.8V18a1 1 0 0 0 1 1h1a1 1 0 0 0 1-1V6a1 1 0 0 0-1-1h-1a1 1 0 0 0-1 1v5.1L7.2 5.3c-.7-.5-1.7 0-1.7.9z',
  previous:
    'M18.5 6.2v11.6c0 .9-1 1.4-1.7.9l-8.3-5.8V18a1 1 0 0 1-1 1h-1a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1h1a1 1 0 0 1 1 1v5.1l8.3-5.8c.7-.5 1.7 0 1.7.9z',
  heart: 'M12 20.5S3.5 15.5 3.5 9.3A4.7 4.7 0 0 1 12 6.5a4.7 4.7 0 0 1 8.5 2.8c0 6.2-8.5 11.2-8.5 11.2z',
};
const LINES = {
  unliked: 'M12 20.5S3.5 15.5 3.5 9.3A4.7 4.7 0 0 1 12 6.5a4.7 4.7 0 0 1 8.5 2.8c0 6.2-8.5 11.2-8.5 11.2z',
  shuffle:
    'M3 7h3.5c5 0 6 10 11 10H21M3 17h3.5c2 0 3.3-1.5 4.3-3.3M13.5 9.5C14.5 8 15.7 7 17.5 7H21M18 4l3 3-3 3M18 14l3 3-3 3',
  repeat: 'M4 12V9.5A3.5 3.5 0 0 1 7.5 6H20M17 3l3 3-3 3M20 12v2.5a3.5 3.5 0 0 1-3.5 3.5H4M7 21l-3-3 3-3',
  one: 'M4 12V9.5A3.5 3.5 0 0 1 7.5 6H20M17 3l3 3-3 3M20 12v2.5a3.5 3.5 0 0 1-3.5 3.5H4M7 21l-3-3 3-3M11 10.5l1.5-1V15',
  volume: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11',
  muted: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5',
  speaker:
    'M7 3h10a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM12 6.5v.1M12 10.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  moon: 'M20 14.5A8.5 8.5 0 1 1 9.5 4a6.8 6.8 0 0 0 10.5 10.5z',
  card: 'M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM7 14.5c2-1.5 2-4 0-5.5M10 16c3-2.5 3-5.5 0-8',
  queue: 'M4 7h16M4 12h10M4 17h7M17 13v7M13.5 16.5h7',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20.5 20.5',
  back: 'M14.5 5.5L8 12l6.5 6.5',
  open: 'M9.5 5.5L16 12l-6.5 6.5',
  close: 'M6 6l12 12M18 6L6 18',
  note: 'M9 18V6.5L19 4.5V16M9 18a2.8 2.8 0 1 1-5.6 0A2.8 2.8 0 0 1 9 18zM19 16a2.8 2.8 0 1 1-5.6 0A2.8 2.8 0 0 1 19 16z',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4v5h-5',
  folder: 'M3.5 6.5a1 1 0 0 1 1-1H9l2 2.5h8.5a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1z',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6',
  bell: 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
};

/** @typedef {keyof typeof FILLED | keyof typeof LINES} IconName */

/**
 * A picture beside words or on a button with a name; it says nothing itself.
 * @param {{ name: IconName }} props
 */
export function Icon({ name }) {
  if (name in FILLED) {
    return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor" d=${FILLED[/** @type {keyof typeof FILLED} */ (name)]} /></svg>`;
  }
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path class="stroke" d=${LINES[/** @type {keyof typeof LINES} */ (name)]} /></svg>`;
}

import { html } from './html.js';

/** A picture for each type that Spotify has (Web API, "Get Available Devices" and what its players call themselves), in the text's colour. */
const LINES = new Map(
  Object.entries({
    Speaker:
      'M7 3h10a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM12 6.5v.1M12 10.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
    AVR: 'M4 8h16a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM7.5 10.8a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4zM12.5 11h5.5M12.5 14h5.5M6 17v2M18 17v2',
    TV: 'M4 5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM9 20.5h6',
    Smartphone: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2',
    Tablet: 'M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM11 17h2',
    Computer: 'M6 5h12a1 1 0 0 1 1 1v9.5H5V6a1 1 0 0 1 1-1zM2.5 19h19',
    CastAudio:
      'M9 3h9a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1h-3M14 6.5v.1M11.5 11.2a3.2 3.2 0 1 1 3 5M4 13a8 8 0 0 1 8 8M4 17a4 4 0 0 1 4 4M4 20.9v.1',
    CastVideo:
      'M3 9V6a1 1 0 0 1 1-1h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1h-5M3 12a7 7 0 0 1 7 7M3 15.5A3.5 3.5 0 0 1 6.5 19M3 18.9v.1',
    GameConsole:
      'M7.5 8h9a5 5 0 0 1 4.7 6.5c-.8 2.6-3 2.6-4.4.5l-.8-1H8l-.8 1c-1.4 2.1-3.6 2.1-4.4-.5A5 5 0 0 1 7.5 8zM7 11.5h3M8.5 10v3M15 12.5v.1M17 10.5v.1',
    Automobile: 'M4 18v-5l2-5.4a1.5 1.5 0 0 1 1.4-1.1h9.2A1.5 1.5 0 0 1 18 7.6l2 5.4v5h-3v-2H7v2zM4 13h16',
    STB: 'M4 12h16a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1zM7 15v.1M12 12V8.5M8.5 6.5a5 5 0 0 1 7 0',
    AudioDongle:
      'M9 9h6a1 1 0 0 1 1 1v9a2 2 0 0 1-2 2h-4a2 2 0 0 1-2-2v-9a1 1 0 0 1 1-1zM9.5 9V4h5v5M12 14v3',
    Smartwatch:
      'M8.5 7.5h7A1.5 1.5 0 0 1 17 9v6a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 15V9a1.5 1.5 0 0 1 1.5-1.5zM9 7.5L9.6 3h4.8l.6 4.5M9 16.5l.6 4.5h4.8l.6-4.5M12 10v2.5l1.5 1',
  }),
);
const UNKNOWN = 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM9.7 9.6a2.3 2.3 0 1 1 3.3 2c-.7.3-1 .8-1 1.6M12 16v.1';

/** @param {{ type: string | undefined }} props Any text: Spotify has new ones now and then. */
export function DeviceIcon({ type = '' }) {
  const path = LINES.get(type) ?? UNKNOWN;
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path class="stroke" d=${path} /></svg>`;
}

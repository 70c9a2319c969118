/** How the minutes of a day look, those of an account and those of a reader. */
const MINUTES = { deviceClass: 'duration', unit: 'min', live: 'always' } as const;

export const LISTENED_TODAY = { name: 'Listened today', ...MINUTES, stateClass: 'total_increasing' } as const;
export const LEFT_TODAY = { name: 'Left for today', ...MINUTES } as const;
